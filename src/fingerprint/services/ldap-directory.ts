import { known as present } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Match } from '../service-probe.ts'

interface Directory {
  readonly on: RegExp
  readonly product: string
  readonly vendor: string
  readonly cpe?: string
}

// By vendorName and vendorVersion (RFC 3045), one after the other.
const directories: readonly Directory[] = [
  {
    on: /\b389[- ](?:Directory|Project)/i,
    product: '389 Directory Server',
    vendor: '389 Project',
    cpe: 'redhat:389_directory_server',
  },
  {
    on: /\bApacheDS\b|^Apache Software Foundation/i,
    product: 'ApacheDS',
    vendor: 'Apache',
    cpe: 'apache:apacheds',
  },
  { on: /\bOpenDJ\b/i, product: 'OpenDJ', vendor: 'ForgeRock', cpe: 'forgerock:opendj' },
  { on: /\bOpenDS\b/i, product: 'OpenDS', vendor: 'Sun' },
  { on: /\bForgeRock\b/i, product: 'ForgeRock Directory Services', vendor: 'ForgeRock' },
  { on: /\beDirectory\b/i, product: 'eDirectory', vendor: 'NetIQ', cpe: 'netiq:edirectory' },
  { on: /\bOracle Internet Directory\b/i, product: 'Oracle Internet Directory', vendor: 'Oracle' },
  { on: /\bOracle-?.{0,20}Directory/i, product: 'Oracle Directory Server', vendor: 'Oracle' },
  { on: /\bSun-?.{0,20}Directory/i, product: 'Sun Directory Server', vendor: 'Sun' },
  { on: /^International Business Machines|^IBM\b/i, product: 'IBM Security Directory Server', vendor: 'IBM' },
  { on: /^lldap/i, product: 'LLDAP', vendor: 'LLDAP' },
  { on: /^Samba\b/i, product: 'Samba', vendor: 'Samba', cpe: 'samba:samba' },
  { on: /^OpenLDAP\b/i, product: 'OpenLDAP', vendor: 'OpenLDAP', cpe: 'openldap:openldap' },
]

const ACTIVE_DIRECTORY = '1.2.840.113556.1.4.800'
const LIGHTWEIGHT = '1.2.840.113556.1.4.1851'

/** The software behind a root DSE, and what host it runs on. */
export function directoryOf(attributes: ReadonlyMap<string, readonly string[]>): Partial<Match> {
  const hostname = attributes.get('dnshostname')?.[0]
  return { ...present({ hostname }), ...softwareOf(attributes) }
}

function softwareOf(attributes: ReadonlyMap<string, readonly string[]>): Partial<Match> {
  const has = (name: string, value: string): boolean => attributes.get(name)?.includes(value) === true
  const [vendorName = '', vendorVersion = ''] = ['vendorname', 'vendorversion'].map(
    (name) => attributes.get(name)?.[0],
  )
  const found = directories.find(({ on }) => on.test(vendorName) || on.test(vendorVersion))
  if (found)
    return describe(found, trimVersion(/\d[\w.+-]{0,40}/.exec(vendorVersion.replace(/^389-/, ''))?.[0]))
  if (has('objectclass', 'OpenLDAProotDSE')) return describe(directories.at(-1)!, undefined)
  if (has('supportedcapabilities', LIGHTWEIGHT))
    return { product: 'Active Directory Lightweight Directory Services', vendor: 'Microsoft', os: 'Windows' }
  if (has('supportedcapabilities', ACTIVE_DIRECTORY))
    return { product: 'Active Directory', vendor: 'Microsoft', os: 'Windows' }
  return {}
}

function describe({ product, vendor, cpe: names }: Directory, version: string | undefined): Partial<Match> {
  const [maker, software] = names?.split(':') ?? []
  return {
    product,
    vendor,
    ...present({ version }),
    ...(maker !== undefined &&
      software !== undefined && { cpe: [cpe({ part: 'a', vendor: maker, product: software, version })] }),
  }
}
