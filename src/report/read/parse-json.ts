import { quoted, unreadable, type Place } from './report-trouble.ts'

/** `JSON.parse`, with the place in its error; `place` is where the text begins. */
export function parseJson(text: string, place: Place): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const at = positionIn((error as Error).message, text)
    const line = place.line + text.slice(0, at).split('\n').length - 1
    const rest = text.slice(at, at + 40)
    const problem =
      rest === '' ? 'the JSON ends before it is whole' : `expected JSON, but got ${quoted(rest)}`
    throw unreadable(problem, { line, position: place.position + at }, rest)
  }
}

/** Where parsing stopped, by the words of V8, which tells no place within a short text. */
function positionIn(message: string, text: string): number {
  if (message.startsWith('Unexpected end')) return text.length
  return Number(/at position (\d+)/.exec(message)?.[1] ?? 0)
}
