import { quoted, unreadable, type Place } from './report-trouble.ts'

/** `JSON.parse`, with the place in its error; `place` is where the text begins. */
export function parseJson(text: string, place: Place): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    const at = stopsAt(text)
    const line = place.line + text.slice(0, at).split('\n').length - 1
    const rest = text.slice(at, at + 40)
    const problem =
      rest === '' ? 'the JSON ends before it is whole' : `expected JSON, but got ${quoted(rest)}`
    throw unreadable(problem, { line, position: place.position + at }, rest)
  }
}

/** Of longer texts the place is not looked for: each look reads it up to there. */
const LONGEST = 1024 * 1024

/** Where the first character is that cannot be: V8 does not say so of all of them. */
function stopsAt(text: string): number {
  if (mayGoOn(text)) return text.length
  if (text.length > LONGEST) return 0
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    if (mayGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

/** Whether it is JSON, or its beginning. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const { message } = error as Error
    if (/^(Unexpected end|Unterminated)/.test(message)) return true
    return Number(/at position (\d+)/.exec(message)?.[1] ?? -1) === text.length
  }
}
