import { captureTemplate, greatestGroup } from '../capture-template.ts'
import { cleanValue, known, latin1 } from '../field.ts'
import { formattedCpe } from '../products/cpe-name.ts'
import { cpeValue } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'
import { PATTERN_LIMIT } from '../slow-pattern.ts'
import type { PatternEngine, TextPattern } from '../text-pattern.ts'
import { definitionError } from './check-definition.ts'
import type { MatchDefinition, ProbeDefinition } from './probe-definition.ts'
import { sentBytes } from './sent-bytes.ts'

/** The texts of a match that may hold groups. */
const TEXT_FIELDS = ['product', 'vendor', 'version', 'info', 'hostname', 'os', 'device'] as const
/** Among the first: a peer that answers and is not known is asked a few things only. */
const USUAL_RARITY = 2

/** The probe that a checked definition describes. Throws `ERR_OPTION` for bytes and patterns that cannot be used. */
export function probeFromDefinition(
  definition: ProbeDefinition,
  engine: PatternEngine,
  source: string,
): ServiceProbe {
  const { name, ports = [], tlsPorts, udpPorts, rarity = USUAL_RARITY, send, matches } = definition
  const where = `${source}: probe '${name}'`
  const words = send === undefined ? undefined : wordsOf(send, where)
  const overUdp = udpPorts !== undefined && udpPorts.length > 0
  if (overUdp && words === undefined) {
    throw definitionError(where, 'udpPorts: expected send with them, since nobody greets first over UDP')
  }
  const overTcp = !overUdp || ports.length > 0 || (tlsPorts?.length ?? 0) > 0
  return {
    name,
    ports,
    rarity,
    ...known({ tlsPorts, udpPorts }),
    ...(overTcp && (words === undefined ? { serverFirst: true } : { hello: () => words })),
    ...(overUdp && { datagrams: [() => words!] }),
    matchers: [
      firstOf(matches.map((match, at) => matcherOf(name, match, engine, `${where}, match ${at + 1}`))),
    ],
  }
}

/** One matcher, so that the order in the file decides and not the confidence. */
function firstOf(matchers: readonly Matcher[]): Matcher {
  return (answer, context) => {
    for (const matcher of matchers) {
      const match = matcher(answer, context)
      if (match !== undefined) return match
    }
    return undefined
  }
}

function wordsOf(send: NonNullable<ProbeDefinition['send']>, where: string): Uint8Array {
  try {
    return sentBytes(send)
  } catch (cause) {
    throw definitionError(where, `send: ${reasonOf(cause)}`, cause)
  }
}

function matcherOf(name: string, match: MatchDefinition, engine: PatternEngine, where: string): Matcher {
  const pattern = compiled(match, engine, where)
  const fields = fieldsOf(match, pattern, where)
  const { confidence = 'pattern', cpe = [] } = match
  const names = [cpe].flat().map((text) => captureTemplate(formattedCpe(text), cpeValue))
  return (answer) => {
    const groups = pattern.find(latin1(answer, 0, PATTERN_LIMIT))
    if (groups === undefined) return undefined
    const found = Object.fromEntries(fields.map(([key, fill]) => [key, cleanValue(fill(groups))]))
    const filled = names.map((fill) => cleanValue(fill(groups))).filter((text) => text !== undefined)
    return {
      name,
      ...known(found),
      ...(filled.length > 0 && { cpe: filled }),
      confidence,
      evidence: `pattern of ${name}`,
    }
  }
}

function fieldsOf(
  match: MatchDefinition,
  { groups }: TextPattern,
  where: string,
): [key: (typeof TEXT_FIELDS)[number], fill: ReturnType<typeof captureTemplate>][] {
  const texts = { ...match, cpe: [match.cpe ?? []].flat().join(' ') }
  for (const key of [...TEXT_FIELDS, 'cpe'] as const) {
    const group = greatestGroup(texts[key] ?? '')
    if (group > groups) {
      throw definitionError(
        where,
        `${key}: $${group} names a group that the pattern does not have; it has ${groups}`,
      )
    }
  }
  return TEXT_FIELDS.flatMap((key) => (texts[key] === undefined ? [] : [[key, captureTemplate(texts[key])]]))
}

function compiled(
  { pattern, flags = '' }: MatchDefinition,
  engine: PatternEngine,
  where: string,
): TextPattern {
  try {
    return engine.compile(pattern, flags)
  } catch (cause) {
    throw definitionError(where, `pattern /${pattern.slice(0, 200)}/ is refused: ${reasonOf(cause)}`, cause)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
