import { cleanValue, latin1 } from './field.ts'

/** The header lines of a message in the manner of HTTP, from its start line on, at most so many bytes of them. */
export function headerText(message: Uint8Array, limit = 4_096): string {
  const text = latin1(message, 0, limit)
  const end = text.search(/\r?\n\r?\n/)
  return end < 0 ? text : text.slice(0, end)
}

/** The value of a field, by its names (the long and perhaps a short one), as lower-case text. */
export function headerField(header: string, ...names: readonly string[]): string | undefined {
  for (const line of header.split('\n', 100).slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0 && names.includes(line.slice(0, colon).trim().toLowerCase()))
      return cleanValue(line.slice(colon + 1))
  }
  return undefined
}
