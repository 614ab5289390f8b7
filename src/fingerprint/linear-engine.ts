import { isMissing } from '../model/optional-peer.ts'
import { checkedEngine, LONGEST_PATTERN, type PatternEngine } from './text-pattern.ts'

type Re2 = typeof import('re2js').RE2JS

/** Instructions of a compiled pattern: what a text costs, character by character, grows with them. */
const LARGEST_PROGRAM = 2000

/**
 * The engine of the optional peer `re2js`, which takes time in proportion to the text whatever the pattern; where it is
 * not installed, the engine that takes none but harmless patterns.
 */
export async function loadPatternEngine(
  load: () => Promise<{ readonly RE2JS: Re2 }> = () => import('re2js'),
): Promise<PatternEngine> {
  try {
    return linearEngine((await load()).RE2JS)
  } catch (error) {
    if (isMissing(error, 're2js')) return checkedEngine
    throw error
  }
}

function linearEngine(RE2JS: Re2): PatternEngine {
  const masks: Readonly<Record<string, number>> = {
    i: RE2JS.CASE_INSENSITIVE,
    m: RE2JS.MULTILINE,
    s: RE2JS.DOTALL,
  }
  return {
    linear: true,
    compile(source, flags) {
      if (source.length > LONGEST_PATTERN) throw new Error(`it is longer than ${LONGEST_PATTERN} characters`)
      const mask = [...flags].reduce((mask, flag) => mask | (masks[flag] ?? 0), 0)
      const pattern = compile(RE2JS, source, mask)
      if (pattern.programSize() > LARGEST_PROGRAM) {
        throw new Error('its repeats count too far: give them smaller bounds')
      }
      const groups = pattern.groupCount()
      return {
        groups,
        find(text) {
          const matcher = pattern.matcher(text)
          if (!matcher.find()) return undefined
          return Array.from({ length: groups + 1 }, (_, at) => matcher.group(at) ?? undefined)
        },
      }
    },
  }
}

function compile(RE2JS: Re2, source: string, mask: number): ReturnType<Re2['compile']> {
  try {
    return RE2JS.compile(source, mask)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${reason}; expected the syntax of RE2, without look-around and back-references`, {
      cause,
    })
  }
}
