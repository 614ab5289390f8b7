import { numberOf } from '../ber.ts'
import { cookie } from '../echo.ts'
import { known as present } from '../field.ts'
import {
  attributesOf,
  DONE,
  ENTRY,
  EXTENDED,
  extendedRequest,
  isWholeSearch,
  readMessages,
  resultCode,
  rootDseSearch,
} from '../ldap-message.ts'
import { readElements } from '../../net/der.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { directoryOf } from './ldap-directory.ts'

/** `details` of a service named `ldap`. */
export interface LdapDetails {
  /** How the search ended (RFC 4511, appendix A): 0 well, 13 wants TLS, 50 wants a login. */
  readonly resultCode?: number
  /** Whether it goes over to TLS when asked. */
  readonly starttls?: boolean
  /** Versions of the protocol: `'2'`, `'3'`. */
  readonly versions?: readonly string[]
  readonly namingContexts?: readonly string[]
  /** SASL mechanisms: `'GSSAPI'`, `'EXTERNAL'`. */
  readonly mechanisms?: readonly string[]
  /** As they stand in the root DSE. */
  readonly vendorName?: string
  readonly vendorVersion?: string
  /** Active Directory: the host, the domain and the forest as DNS names, the site. */
  readonly dnsHostName?: string
  readonly domain?: string
  readonly forest?: string
  readonly site?: string
  /** Active Directory: what the domain controller is able to do, 7 from Windows Server 2016 on. */
  readonly functionalLevel?: number
}

const START_TLS = '1.3.6.1.4.1.1466.20037'
const ATTRIBUTES = [
  'objectClass',
  'vendorName',
  'vendorVersion',
  'supportedLDAPVersion',
  'supportedSASLMechanisms',
  'supportedExtension',
  'namingContexts',
  'defaultNamingContext',
  'rootDomainNamingContext',
  'dnsHostName',
  'serverName',
  'domainControllerFunctionality',
  'supportedCapabilities',
  'configContext',
]
// Anybody may be behind the address that a datagram goes to: little is asked, little comes back.
const FEW_ATTRIBUTES = ['objectClass', 'vendorName', 'vendorVersion', 'defaultNamingContext', 'dnsHostName']

const search =
  (attributes: readonly string[]) =>
  ({ random }: HelloContext): Uint8Array =>
    // The first bit is never set and the number never 0: so it has one form only.
    rootDseSearch((cookie(random, 3).readUIntBE(0, 3) & 0x7fffff) | 0x400001, attributes)

const searchAnswer: Matcher = (answer, { sent }) => {
  const [first, second] = readMessages(answer)
  if (first === undefined || (first.tag !== ENTRY && first.tag !== DONE)) return undefined
  const asked = sent && idOf(sent)
  if (asked !== undefined && first.id !== asked) return undefined
  const done = first.tag === DONE ? first : second
  const attributes = attributesOf(first)
  const code = done && resultCode(done)
  // A search that fails says no more than a code.
  if (attributes === undefined && code === undefined) return undefined
  const echoed = asked !== undefined
  return {
    name: 'ldap',
    ...(attributes && directoryOf(attributes)),
    details: {
      ...present({ resultCode: code }),
      ...(attributes && detailsOf(attributes)),
    } satisfies LdapDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `${attributes ? 'root DSE' : 'end of a search'}${echoed ? ' with our message id' : ''}`,
  }
}

/** Notice of disconnection: what a server may say to what is not LDAP (RFC 4511, section 4.4.1). */
const notice: Matcher = (answer) => {
  const [first] = readMessages(answer)
  if (first?.tag !== EXTENDED || first.id !== 0 || resultCode(first) === undefined) return undefined
  return { name: 'ldap', confidence: 'structured', evidence: 'notice of disconnection' }
}

function idOf(sent: Uint8Array): number | undefined {
  const [whole] = readElements(sent, 1)
  const [id] = whole?.tag === 0x30 ? readElements(whole.content, 1) : []
  return id?.tag === 0x02 ? numberOf(id.content) : undefined
}

function detailsOf(attributes: ReadonlyMap<string, readonly string[]>): LdapDetails {
  const first = (name: string): string | undefined => attributes.get(name)?.[0]
  const level = first('domaincontrollerfunctionality')
  return present({
    starttls: attributes.get('supportedextension')?.includes(START_TLS),
    versions: attributes.get('supportedldapversion'),
    namingContexts: attributes.get('namingcontexts'),
    mechanisms: attributes.get('supportedsaslmechanisms'),
    vendorName: first('vendorname'),
    vendorVersion: first('vendorversion'),
    dnsHostName: first('dnshostname'),
    domain: domainOf(first('defaultnamingcontext')),
    forest: domainOf(first('rootdomainnamingcontext')),
    site: /,CN=Servers,CN=(?<site>[^,]{1,64}),CN=Sites,/i.exec(first('servername') ?? '')?.groups?.['site'],
    functionalLevel: level !== undefined && /^\d{1,3}$/.test(level) ? Number(level) : undefined,
  })
}

/** `DC=corp,DC=example` is the domain corp.example (RFC 2247). */
function domainOf(name: string | undefined): string | undefined {
  const labels = name
    ?.split(',', 16)
    .map((part) => /^DC=(?<label>[\w-]{1,63})$/i.exec(part)?.groups?.['label'])
  return labels !== undefined && labels.every((label) => label !== undefined) ? labels.join('.') : undefined
}

/**
 * LDAP version 3, RFC 4511; the root DSE, RFC 4512, section 5.1; Active Directory's part of it, [MS-ADTS] 3.1.1.3.2.
 *
 * Asks: a search of the root DSE for some attributes, over TCP and UDP; StartTLS for the certificate; unbind.
 * Known by: our message id comes back with an entry or a result.
 * Version: `vendorName` and `vendorVersion`; OpenLDAP by its object class (no version), Active Directory by its capabilities.
 */
export const ldap: ServiceProbe = {
  name: 'ldap',
  ports: [389, 3268],
  tlsPorts: [636, 3269],
  udpPorts: [389],
  rarity: 2,
  datagramRarity: 9,
  hello: search(ATTRIBUTES),
  datagrams: [search(FEW_ATTRIBUTES)],
  enough: isWholeSearch,
  matchers: [searchAnswer, notice],
  reacts: { tls: 'close' },
  startTls: {
    offered: (match: Match) => match.details?.['starttls'] === true,
    send: extendedRequest(2, START_TLS),
    accepted: (answer) => {
      const [first] = readMessages(answer)
      return first?.tag === EXTENDED && first.id === 2 && resultCode(first) === 0
    },
  },
  goodbye: Buffer.from([0x30, 0x05, 0x02, 0x01, 0x03, 0x42, 0x00]),
}
