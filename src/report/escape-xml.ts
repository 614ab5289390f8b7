import { escapeText } from './escape-text.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Text from the network as the content of an element or the value of an attribute of XML 1.0. Nothing stays that the
 * production Char (section 2.2) does not have; what moves a cursor or hides is made visible, as in every other format.
 *
 * @example
 * escapeXml('<b>\x1b[2J') // '&lt;b&gt;\\x1b[2J'
 */
export function escapeXml(text: string): string {
  return escapeText(text).replace(
    /[&<>"'\uFFFE\uFFFF]/g,
    (character) => ENTITIES[character] ?? `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
}

/** `' name="value"'` for each that has a value. */
export function xmlAttributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('')
}
