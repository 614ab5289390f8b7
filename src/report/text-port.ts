import type { PortResult } from '../model/result.ts'
import type { Certificate, Service, TlsSession } from '../model/service.ts'
import { decodeText } from './byte-text.ts'
import { escapeText } from './escape-text.ts'
import { isTunnelled } from './tls-tunnel.ts'

const FACT_LENGTH = 160
const BANNER_LENGTH = 60

/** One port as the columns of a line; every cell is escaped. */
export interface PortCells {
  readonly port: string
  readonly state: string
  /** Only where the state needs one: `open` by `syn-ack`, or by an answer over UDP, is what everybody expects. */
  readonly reason: string
  /** The service, or the IANA name of the port with a `?`: only the number says so. */
  readonly service: string
  readonly facts: string
}

export function portCells(result: PortResult): PortCells {
  return {
    port: `${result.port}/${result.transport}`,
    state: result.state,
    reason: escapeText(reasonText(result)),
    service: escapeText(serviceName(result)),
    facts: [...facts(result), ...(result.marks ?? [])]
      .map((fact) => escapeText(cut(fact, FACT_LENGTH)))
      .join(', '),
  }
}

/** `''` where the state needs none. */
export function reasonText({ reason, errorCode }: PortResult): string {
  if (reason === 'syn-ack' || reason === 'udp-response') return ''
  return reason === 'system-error' && errorCode !== undefined ? `${reason} ${errorCode}` : reason
}

/** The service, or with a `?` what only the number says; from the network as it came. */
export function serviceName({ service, portName }: PortResult): string {
  if (service === undefined) return portName === undefined ? '' : `${portName}?`
  const guess = service.confidence === 'port-table' ? '?' : ''
  return `${isTunnelled(service) ? 'tls/' : ''}${service.name}${guess}`
}

function facts({ service, banner }: PortResult): string[] {
  const said = banner === undefined || banner.length === 0 ? '' : quoted(banner)
  if (service === undefined) return said === '' ? [] : [said]
  const product = [service.product, service.version].filter(Boolean).join(' ')
  // Where the name is a guess, what came is worth more.
  const guess = service.confidence === 'port-table' ? said : ''
  return [product, ...serviceFacts(service), ...tlsFacts(service.tls), guess].filter((fact) => fact !== '')
}

function serviceFacts({ info, hostname, os, device, details }: Service): string[] {
  const { title, location } = details
  return [
    info ?? '',
    hostname === undefined ? '' : `host ${hostname}`,
    os ?? '',
    device ?? '',
    typeof title === 'string' && title !== '' ? `“${cut(title, BANNER_LENGTH)}”` : '',
    typeof location === 'string' ? `to ${location}` : '',
  ]
}

function tlsFacts(tls: TlsSession | undefined): string[] {
  if (tls === undefined) return []
  const upgrade = tls.starttls === undefined ? '' : ' by STARTTLS'
  const version = tls.version === undefined ? '' : `${tls.version}${upgrade}`
  const failure = tls.error === undefined ? '' : `TLS failed: ${tls.error}`
  return [version, failure, ...(tls.certificate === undefined ? [] : certificateFacts(tls.certificate))]
}

function certificateFacts({ subject, names, notAfter, selfSigned }: Certificate): string[] {
  const [first, ...others] = names
  const more = others.length === 0 ? '' : ` +${others.length}`
  return [
    first === undefined ? subject : `${first}${more}`,
    selfSigned ? 'self-signed' : '',
    notAfter === '' ? '' : `until ${notAfter.slice(0, 10)}`,
  ]
}

function quoted(banner: Uint8Array): string {
  const text = decodeText(banner.subarray(0, BANNER_LENGTH * 4)).trim()
  return `“${cut(text, BANNER_LENGTH)}”`
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
