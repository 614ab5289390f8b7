import { checkReport, escapeText, parsePolicy, type PolicyFile } from 'portscan-core/report'
import type { ScanReport } from 'portscan-core'
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
  const told = (unchecked: boolean): string[] =>
    violations
      .filter(({ kind }) => (kind === 'unchecked') === unchecked)
      .map(({ message }) => escapeText(message))
  return { faults: told(false), doubts: told(true).map((doubt) => `${host.address}: ${doubt}`) }
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
