import type { Transport } from '../model/endpoint.ts'
import { ScanError } from '../model/errors.ts'
import type { PortSet, PortSpec } from '../model/target.ts'
import { portsByName } from './ports-by-name.ts'
import { failPiece, splitPortSpec, type PortPiece } from './split-port-spec.ts'
import { quoteInput } from './quote-input.ts'

/** How a port specification is read. */
export interface ParsePortsOptions {
  /** Ports without `T:` or `U:` before them are meant over both TCP and UDP. Default false: over TCP. */
  readonly udp?: boolean
}

const LAST_PORT = 65_535
const NONE: Uint8Array = new Uint8Array(0)

/** A mark a port; made where there is something to mark, since a scan may have as many specifications as targets. */
type Marks = Partial<Record<Transport, Uint8Array>>

/**
 * Reads a port specification: numbers, ranges (`1-1024`, `8000-`, `-1024`, `-` for all), IANA names (`http`, `http*`),
 * groups (`web`, `database`, `mail`, `remote`, `messaging`; TCP only), `top-100`, separated by commas. `U:` makes what
 * follows in that text UDP, `T:` makes it TCP again: `'22,U:53,161,T:80'`. What follows a `!` is left out, wherever it
 * stands; in `!U:53` the prefix counts for that one alone.
 *
 * Throws `ERR_OPTION` with the position of what cannot be read.
 *
 * @example
 * parsePorts('22,80,8000-8010,!8005').tcp.length // 12
 * parsePorts('22,U:53,161').udp // Uint16Array [53, 161]
 */
export function parsePorts(spec: PortSpec, options: ParsePortsOptions = {}): PortSet {
  const [wanted, excluded]: [Marks, Marks] = [{}, {}]
  let asked = false
  for (const piece of splitPortSpec(spec, options.udp === true ? ['tcp', 'udp'] : ['tcp'])) {
    asked ||= !piece.negative
    mark(piece.negative ? excluded : wanted, piece)
  }
  const set = portSet(remaining(wanted.tcp, excluded.tcp), remaining(wanted.udp, excluded.udp))
  if (set.tcp.length === 0 && set.udp === undefined) throw emptyError(spec, asked)
  return set
}

/** `ports` without those of `excluded`, each by its transport. */
export function subtractPorts(ports: PortSet, excluded: PortSet): PortSet {
  const [tcp, udp] = [new Set(excluded.tcp), new Set(excluded.udp)]
  return portSet(
    ports.tcp.filter((port) => !tcp.has(port)),
    ports.udp?.filter((port) => !udp.has(port)),
  )
}

function portSet(tcp: Uint16Array, udp: Uint16Array | undefined): PortSet {
  return udp === undefined || udp.length === 0 ? { tcp } : { tcp, udp }
}

function marksOf(marks: Marks, transport: Transport): Uint8Array {
  return (marks[transport] ??= new Uint8Array(LAST_PORT + 1))
}

function remaining(wanted = NONE, excluded = NONE): Uint16Array {
  const ports: number[] = []
  // From one run of ports to the next.
  for (let port = wanted.indexOf(1); port > 0; port = wanted.indexOf(1, port))
    for (; wanted[port] === 1; port++) if (excluded[port] !== 1) ports.push(port)
  return Uint16Array.from(ports)
}

function mark(marks: Marks, piece: PortPiece): void {
  const { text, transports } = piece
  if (text === '') failPiece(piece, 'is empty where a port should be')
  if (/^[\d-]*$/.test(text)) {
    const [from, to] = readRange(piece)
    for (const transport of transports) marksOf(marks, transport).fill(1, from, to + 1)
  } else {
    for (const [transport, port] of portsByName(piece)) marksOf(marks, transport)[port] = 1
  }
}

function readRange(piece: PortPiece): readonly [from: number, to: number] {
  const match = /^(\d*)(-?)(\d*)$/.exec(piece.text)
  if (match === null) return failPiece(piece, 'is neither a port nor a range')
  const [, first = '', dash = '', last = ''] = match
  const from = first === '' ? 1 : Number(first)
  const to = dash === '' ? from : last === '' ? LAST_PORT : Number(last)
  for (const end of [from, to])
    if (end < 1 || end > LAST_PORT) failPiece(piece, `is outside 1 to ${LAST_PORT}`)
  if (from > to) failPiece(piece, `ends before it starts; write ${to}-${from}`)
  return [from, to]
}

function emptyError(spec: PortSpec, asked: boolean): ScanError {
  const trouble = asked ? 'excludes every port it names' : 'only says which ports to leave out'
  const what =
    Array.isArray(spec) && spec.length === 0 ? '[] names no port' : `${quoteInput(String(spec))} ${trouble}`
  const message = `the port specification ${what} (a right one: '1-1024,!25')`
  return new ScanError('ERR_OPTION', message, { input: String(spec), position: 0 })
}
