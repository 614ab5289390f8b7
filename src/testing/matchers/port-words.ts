import { escapeText } from 'portscan-core/report'
import type { PortResult, Service, Skipped } from 'portscan-core'
import { textOf, type PortSight } from './port-sight.ts'

const LONGEST = 200
/** Lines of one kind that a message shows. */
const MOST_LINES = 20

/** A port in a message: what is odd about it, what was found there. */
export interface Line {
  readonly mark: string
  readonly sight: PortSight
  /** What is to be said of it beside that, on lines of their own. */
  readonly more?: readonly string[]
}

/** The ports below each other, marks and ports as columns; of many with one mark the first. */
export function linesText(lines: readonly Line[]): string {
  const counts = new Map<string, number>()
  const shown = lines.filter(({ mark }) => {
    const count = (counts.get(mark) ?? 0) + 1
    counts.set(mark, count)
    return count <= MOST_LINES
  })
  const ports = shown.map(({ sight }) => `${sight.host.address} ${textOf(sight)}`)
  const [widest, longest] = [widthOf(shown.map(({ mark }) => mark)), widthOf(ports)]
  const texts = shown.flatMap(({ mark, sight, more = [] }, at) => [
    `  ${mark.padEnd(widest)}  ${ports[at]!.padEnd(longest)}  ${sightWords(sight)}`,
    ...more.map((line) => `      ${line}`),
  ])
  const left = lines.length - shown.length
  return [...texts, ...(left > 0 ? [`  and ${left} more`] : [])].join('\n')
}

function widthOf(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0)
}

/** What was found, and how: `'open (syn-ack), http, nginx 1.25.3 (said by: …)'`. */
export function sightWords({ state, result }: PortSight): string {
  if (result === undefined) return state
  const code = result.reason === 'system-error' ? ` ${result.errorCode ?? ''}`.trimEnd() : ''
  const words = [`${state} (${result.reason}${code})`, ...(state === 'open' ? serviceWords(result) : [])]
  return cut(escapeText(words.join(', ')))
}

function serviceWords({ service, portName }: PortResult): string[] {
  if (service === undefined) return portName === undefined ? [] : [`usually ${portName}`]
  if (service.confidence === 'port-table') return ['a service that nothing named']
  const { product, version, tls, probe, evidence } = service
  const software = [product, version].filter(Boolean).join(' ')
  const until = tls?.certificate?.notAfter.slice(0, 10)
  return [
    `${service.name}${inTls(service)}`,
    ...(software === '' ? [] : [software]),
    ...(until === undefined ? [] : [`certificate until ${until}`]),
    `by ${probe}: ${evidence}`,
  ]
}

function inTls({ tls }: Service): string {
  if (tls === undefined) return ''
  const version = tls.version ?? `TLS, which failed: ${tls.error ?? 'no version'}`
  return tls.starttls === undefined ? ` in ${version}` : ` with ${version} by STARTTLS`
}

/** Why something is not known, a line each; of many the first. */
export function reasonsText(reasons: readonly string[]): string {
  const left = reasons.length - MOST_LINES
  const shown = reasons.slice(0, MOST_LINES).map(cut)
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].map((line) => `  ${line}`).join('\n')
}

/** What was not looked at, and why: `'2001:db8::7: no-route'`. */
export function skippedWords(skipped: readonly Skipped[]): string[] {
  return skipped.map(({ target, address, port, reason, error }) => {
    const where = [address ?? target, port].filter((part) => part !== undefined).join(' ')
    return escapeText(cut(`${where}: ${reason}${error === undefined ? '' : ` (${error.message})`}`))
  })
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
