import { ScanError } from '../model/errors.ts'
import type { PortSet, PortSpec, TargetInput } from '../model/target.ts'
import type { AddressRange } from '../net/address-range.ts'
import { parseNamePrefix } from './host-name.ts'
import { parseOctetPattern, type OctetPattern } from './octet-pattern.ts'
import { parsePorts, type ParsePortsOptions } from './parse-ports.ts'
import { parseRangeV4, parseRangeV6 } from './parse-range.ts'
import { quoteInput } from './quote-input.ts'
import { sliceText, targetError, type TargetText } from './target-text.ts'

/** One target as read: still a range or a name, not yet hosts. */
export type ParsedTarget = TargetFacts & (RangeTarget | PatternTarget | NameTarget)

export interface TargetFacts {
  /** As the user wrote it. */
  readonly text: string
  readonly ports?: PortSet
  readonly tag?: string
}

export interface RangeTarget {
  readonly kind: 'range'
  readonly range: AddressRange
}

export interface PatternTarget {
  readonly kind: 'pattern'
  readonly pattern: OctetPattern
}

export interface NameTarget {
  readonly kind: 'name'
  readonly name: string
  readonly prefix?: number
}

/** The longest line that `targetsFromStream` takes: a name and any list of ports. */
const LONGEST = 65_536

/**
 * Reads what one entry of the targets says; blanks and line ends separate several targets in one text. Throws
 * `ERR_TARGET` with the text and the position in it. `read` says how their own ports are read.
 *
 * @example
 * parseTargets('192.0.2.0/28 host.example:443').map((target) => target.kind) // ['range', 'name']
 */
export function parseTargets(input: TargetInput, read: ParsePortsOptions = {}): ParsedTarget[] {
  if (typeof input === 'string') return parseText(input, read)
  checkObject(input)
  const { host, ports, tag } = input
  const own = ports === undefined ? undefined : parsePorts(ports, read)
  return parseText(host, read).map((target) => {
    if (own !== undefined && target.ports !== undefined) {
      const where = { input: host, text: target.text, position: host.indexOf(target.text) }
      throw targetError(where, 'gives ports twice, in its text and beside it', 'host.example')
    }
    return { ...target, ...(own && { ports: own }), ...(tag !== undefined && { tag }) }
  })
}

function checkObject(input: unknown): asserts input is { host: string; ports?: PortSpec; tag?: string } {
  const fail = (trouble: string): never => {
    throw new ScanError(
      'ERR_TARGET',
      `${trouble} (a right one: { host: '192.0.2.1', ports: '22,80', tag: 'lab' })`,
    )
  }
  if (typeof input !== 'object' || input === null)
    fail(`a target must be text or an object, but got ${String(input)}`)
  const { host, tag } = input as { host?: unknown; tag?: unknown }
  if (typeof host !== 'string') fail(`the host of a target must be text, but got ${typeof host}`)
  if (tag !== undefined && typeof tag !== 'string')
    fail(`the tag of a target must be text, but got ${typeof tag}`)
  const odd = Object.keys(input as object).find((key) => !['host', 'ports', 'tag'].includes(key))
  if (odd !== undefined) fail(`a target has host, ports and tag, but got ${quoteInput(odd)}`)
}

function parseText(input: string, read: ParsePortsOptions): ParsedTarget[] {
  const targets: ParsedTarget[] = []
  for (const match of input.matchAll(/[^\s]+/g)) {
    targets.push(parseOne({ input, text: match[0], position: match.index }, read))
  }
  if (targets.length > 0) return targets
  throw targetError({ input, text: input, position: 0 }, 'is empty', '192.0.2.0/24')
}

function parseOne(where: TargetText, read: ParsePortsOptions): ParsedTarget {
  const { text } = where
  if (text.length > LONGEST) throw targetError(where, `has more than ${LONGEST} characters`, '192.0.2.0/24')
  checkCommandForms(where)
  if (text.startsWith('[')) return parseBracketed(where, read)
  const colon = text.indexOf(':')
  if (colon < 0) return { text, ...parseHost(where) }
  if (text.includes(':', colon + 1) && !isPortList(text.slice(colon + 1))) {
    return { text, kind: 'range', range: parseRangeV6(where) }
  }
  return {
    text,
    ...parseHost(sliceText(where, 0, colon)),
    ports: parseOwnPorts(sliceText(where, colon + 1), read),
  }
}

// `host:T:22` has a second colon too, and no IPv6 address has these letters.
function isPortList(text: string): boolean {
  return /(?:^|,)!?[tu]:/i.test(text)
}

function parseBracketed(where: TargetText, read: ParsePortsOptions): ParsedTarget {
  const { text } = where
  const close = text.indexOf(']')
  if (close < 0 || !['', ':'].includes(text.charAt(close + 1))) {
    throw targetError(where, 'has a bracket without its end', '[2001:db8::1]:443')
  }
  const range = parseRangeV6(sliceText(where, 1, close))
  if (close === text.length - 1) return { text, kind: 'range', range }
  return { text, kind: 'range', range, ports: parseOwnPorts(sliceText(where, close + 2), read) }
}

function parseHost(where: TargetText): RangeTarget | PatternTarget | NameTarget {
  if (/^[\d.,*/-]+$/.test(where.text)) {
    const range = parseRangeV4(where)
    return range === undefined
      ? { kind: 'pattern', pattern: parseOctetPattern(where) }
      : { kind: 'range', range }
  }
  return { kind: 'name', ...parseNamePrefix(where) }
}

function parseOwnPorts(where: TargetText, read: ParsePortsOptions): PortSet {
  try {
    return parsePorts(where.text, read)
  } catch (error) {
    if (!(error instanceof ScanError)) throw error
    const position = where.position + (error.position ?? 0)
    throw new ScanError('ERR_TARGET', `in target ${quoteInput(where.input)}: ${error.message}`, {
      input: where.input,
      position,
      cause: error,
    })
  }
}

/** What only the command's arguments mean: here text is a target and never opens anything. */
function checkCommandForms(where: TargetText): void {
  const { text } = where
  const forms: readonly (readonly [RegExp, string])[] = [
    [/^[@/~\\]|^\.{1,2}[/\\]|^[a-z]:\\/i, 'looks like a file; text never opens one, targetsFromFile() does'],
    [/^-$/, 'is standard input to the command only; use targetsFromStream()'],
    [/^-/, 'looks like an option of a command'],
    [/^if:/i, 'names an interface, which only the command reads; use localInterface()'],
    [/^[a-z][a-z0-9+.-]*:\/\//i, 'is a URL; give its host, with a port if it has one'],
  ]
  const form = forms.find(([pattern]) => pattern.test(text))
  if (form !== undefined) throw targetError(where, form[1], 'host.example:443')
}
