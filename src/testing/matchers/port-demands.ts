import { ScanError } from 'portscan-core'
import type { ScanReport, Service } from 'portscan-core'
import { checkReport, escapeText, parsePolicy } from 'portscan-core/report'
import type { PolicyFile, Violation } from 'portscan-core/report'
import type { PortSight } from './port-sight.ts'

/** What an open port has to be beside open. */
export interface PortDemands {
  /** The protocol, or one of several: `'ssh'`, `'http'`; `'https'` is `'http'` inside TLS, `'imaps'` is `'imap'` so. */
  readonly service?: string | readonly string[]
  /** The program, or one of several: `'nginx'`. Case does not count. */
  readonly product?: string | readonly string[]
  /** `'>=1.24'`, `'>=1.24 <2'`; `'1.24'` is 1.24 and all of its patches, `'=1.24'` that alone. */
  readonly version?: string
  /** The TLS version that is agreed on, at least. */
  readonly tlsAtLeast?: TlsVersion
  /** Days that the certificate has to be valid for, at least. */
  readonly certificateDays?: number
}

/** From the oldest to the newest. */
export type TlsVersion =
  'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' | 'DTLSv1' | 'DTLSv1.2' | 'DTLSv1.3'

export interface Faults {
  /** What is not as demanded, as sentences. */
  readonly faults: readonly string[]
  /** What cannot be told. */
  readonly doubts: readonly string[]
}

/** The same, where what is not demanded may be there as `undefined`. */
export type MaybeDemands = { readonly [Key in keyof PortDemands]: PortDemands[Key] | undefined }

export function hasDemands(demands: MaybeDemands): boolean {
  return Object.values(demands).some((demand) => demand !== undefined)
}

/** Throws `ERR_OPTION` for a demand that nothing can fulfil, before anybody has looked. */
export function checkDemands(demands: MaybeDemands): void {
  try {
    parsePolicy(policyFor('192.0.2.1', '1', demands))
  } catch (error) {
    if (!(error instanceof ScanError)) throw error
    const message = error.message.replace(IN_POLICY, (_, name: string) => `option '${OPTIONS[name] ?? name}'`)
    throw new ScanError('ERR_OPTION', message, { cause: error })
  }
}

/** Where a demand stands in the policy that it is made of, and the options that have another name there. */
const IN_POLICY = /^policy: hosts\[0\]\.ports\[0\]\.(?:tls\.)?(\w+)/
const OPTIONS: Readonly<Record<string, string>> = { atLeast: 'tlsAtLeast', daysLeft: 'certificateDays' }

/** Holds an open port against what is demanded of it, by the rules of policies. */
export function faultsOf(report: ScanReport, sight: PortSight, demands: MaybeDemands, now: Date): Faults {
  const { host, result, port, transport } = sight
  if (result?.state !== 'open' || !hasDemands(demands)) return { faults: [], doubts: [] }
  const scanned = `${transport === 'udp' ? 'U:' : ''}${port}`
  const counts = { open: { [result.reason]: 1 } }
  const alone: ScanReport = {
    ...report,
    hosts: [{ ...host, ports: [result], counts, unprobed: 0, scanned }],
    skipped: [],
  }
  const { violations } = checkReport(alone, parsePolicy(policyFor(host.address, scanned, demands)), { now })
  const told = (doubtful: boolean): string[] =>
    violations
      .filter((violation) => isDoubtful(violation, result.service) === doubtful)
      .map(({ message }) => escapeText(message))
  return { faults: told(false), doubts: told(true).map((doubt) => `${host.address}: ${doubt}`) }
}

/** To a policy it is a fault that something is not told. It is no proof of the opposite: the peer may have been slow. */
function isDoubtful({ kind }: Violation, service: Service | undefined): boolean {
  if (kind === 'unchecked' || service === undefined) return true
  const { confidence, product, version, tls } = service
  const isNamed = confidence !== 'port-table'
  if (kind === 'service') return !isNamed
  if (kind === 'product') return !isNamed || product === undefined
  if (kind === 'version') return !isNamed || version === undefined
  if (kind === 'tls') return tls === undefined ? !isNamed : tls.version === undefined
  return false
}

function policyFor(host: string, port: string, demands: MaybeDemands): PolicyFile {
  const { service, product, version, tlsAtLeast, certificateDays } = demands
  const tls = {
    ...(tlsAtLeast !== undefined && { atLeast: tlsAtLeast }),
    ...(certificateDays !== undefined && { daysLeft: certificateDays }),
  }
  const entry = {
    port,
    ...(service !== undefined && { service }),
    ...(product !== undefined && { product }),
    ...(version !== undefined && { version }),
    ...(Object.keys(tls).length > 0 && { tls }),
  }
  return { version: 1, hosts: [{ host, ports: [entry] }] }
}
