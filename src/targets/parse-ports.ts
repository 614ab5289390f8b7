import { ScanError } from '../model/errors.ts'
import { portNames, portsNamed } from '../model/port-names.ts'
import type { PortSet, PortSpec } from '../model/target.ts'
import { nearestName } from './nearest-name.ts'
import { PORT_GROUPS } from './port-groups.ts'
import { quoteInput } from './quote-input.ts'
import { rankedPorts } from './top-ports.ts'

/** Long enough to list every port one by one. */
const LONGEST_SPEC = 400_000
const LAST_PORT = 65_535
const NAME = /^[a-z0-9_.+*?/-]{1,64}$/i

/** One piece of a specification and where it starts in its text. */
interface Piece {
  readonly input: string
  readonly text: string
  readonly position: number
}

/**
 * Reads a port specification: numbers, ranges (`1-1024`, `8000-`, `-1024`, `-` for all), IANA names (`http`, `http*`),
 * groups (`web`, `database`, `mail`, `remote`, `messaging`), `top-100`, each perhaps after `T:`, separated by commas.
 * What follows a `!` is left out, wherever it stands.
 *
 * Throws `ERR_OPTION` with the position of what cannot be read.
 *
 * @example
 * parsePorts('22,80,8000-8010,!8005').tcp.length // 12
 */
export function parsePorts(spec: PortSpec): PortSet {
  const wanted = new Uint8Array(LAST_PORT + 1)
  const excluded = new Uint8Array(LAST_PORT + 1)
  let asked = false
  for (const piece of splitSpec(spec)) {
    const negative = piece.text.startsWith('!')
    asked ||= !negative
    mark(negative ? excluded : wanted, readTransport(negative ? skip(piece, 1) : piece))
  }
  const tcp: number[] = []
  for (let port = 1; port <= LAST_PORT; port++) if (wanted[port] === 1 && excluded[port] === 0) tcp.push(port)
  if (tcp.length === 0) throw emptyError(spec, asked)
  return { tcp: Uint16Array.from(tcp) }
}

/** `ports` without those of `excluded`. */
export function subtractPorts(ports: PortSet, excluded: PortSet): PortSet {
  const out = new Set(excluded.tcp)
  return { tcp: ports.tcp.filter((port) => !out.has(port)) }
}

function* splitSpec(spec: PortSpec): Generator<Piece> {
  for (const part of Array.isArray(spec) ? (spec as readonly unknown[]) : [spec as unknown]) {
    if (typeof part !== 'string' && typeof part !== 'number') {
      throw new ScanError(
        'ERR_OPTION',
        `ports must be text, a number or an array of these, but got ${typeof part}`,
      )
    }
    const input = String(part)
    if (input.length > LONGEST_SPEC) {
      const message = `a port specification has at most ${LONGEST_SPEC} characters, but got ${input.length}`
      throw new ScanError('ERR_OPTION', message, { input, position: LONGEST_SPEC })
    }
    if (typeof part === 'number') {
      yield checkNumber(part)
      continue
    }
    let position = 0
    for (const raw of input.split(',')) {
      const text = raw.trim()
      yield { input, text, position: position + raw.indexOf(text) }
      position += raw.length + 1
    }
  }
}

// As text, -5 would be the range up to 5.
function checkNumber(port: number): Piece {
  const piece = { input: String(port), text: String(port), position: 0 }
  if (!Number.isInteger(port) || port < 1) fail(piece, `is not a whole number from 1 to ${LAST_PORT}`)
  return piece
}

function skip(piece: Piece, length: number): Piece {
  return { ...piece, text: piece.text.slice(length), position: piece.position + length }
}

function readTransport(piece: Piece): Piece {
  const prefix = piece.text.slice(0, 2).toUpperCase()
  if (prefix === 'U:') fail(piece, 'asks for UDP, which this version does not scan; leave it out')
  return prefix === 'T:' ? skip(piece, 2) : piece
}

function mark(ports: Uint8Array, piece: Piece): void {
  const { text } = piece
  if (text === '') fail(piece, 'is empty where a port should be')
  if (/^[\d-]*$/.test(text)) return markRange(ports, piece)
  for (const port of portsByName(piece)) ports[port] = 1
}

function markRange(ports: Uint8Array, piece: Piece): void {
  const match = /^(\d*)(-?)(\d*)$/.exec(piece.text)
  if (match === null) return fail(piece, 'is neither a port nor a range')
  const [, first = '', dash = '', last = ''] = match
  const from = first === '' ? 1 : Number(first)
  const to = dash === '' ? from : last === '' ? LAST_PORT : Number(last)
  for (const end of [from, to]) if (end < 1 || end > LAST_PORT) fail(piece, `is outside 1 to ${LAST_PORT}`)
  if (from > to) fail(piece, `ends before it starts; write ${to}-${from}`)
  ports.fill(1, from, to + 1)
}

function portsByName(piece: Piece): Iterable<number> {
  const word = piece.text.toLowerCase()
  const top = /^top-(\d{1,6})$/.exec(word)
  if (top !== null) return topPorts(piece, Number(top[1]))
  if (Object.hasOwn(PORT_GROUPS, word)) return parsePorts(PORT_GROUPS[word]!).tcp
  if (!NAME.test(word)) fail(piece, 'is neither a port, a range nor a name')
  const ports = portsNamed(word)
  if (ports.length > 0) return ports
  const near = nearestName(word, [...Object.keys(PORT_GROUPS), 'top-100', ...portNames()])
  return fail(
    piece,
    `is not the name of any TCP port${near === undefined ? '' : `; did you mean '${near}'?`}`,
  )
}

function topPorts(piece: Piece, count: number): readonly number[] {
  const ranked = rankedPorts()
  if (count < 1 || count > ranked.length) fail(piece, `is outside top-1 to top-${ranked.length}`)
  return ranked.slice(0, count)
}

function fail(piece: Piece, trouble: string): never {
  const message = `port ${quoteInput(piece.text)} ${trouble} (a right one: '22,80,8000-8100,!8080')`
  throw new ScanError('ERR_OPTION', message, { input: piece.input, position: piece.position })
}

function emptyError(spec: PortSpec, asked: boolean): ScanError {
  const trouble = asked ? 'excludes every port it names' : 'only says which ports to leave out'
  const what =
    Array.isArray(spec) && spec.length === 0 ? '[] names no port' : `${quoteInput(String(spec))} ${trouble}`
  const message = `the port specification ${what} (a right one: '1-1024,!25')`
  return new ScanError('ERR_OPTION', message, { input: String(spec), position: 0 })
}
