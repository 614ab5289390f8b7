import { escapeText } from './escape-text.ts'

/**
 * Text from the network as a code span: nothing in it is a link, a mention, an image or a tag, wherever the text is shown.
 * What would end the span or the cell of a table, and what begins a tag, is written as `\xNN`.
 *
 * @example
 * markdownCode('a|b `c` <d>') // '`a\\x7cb \\x60c\\x60 \\x3cd>`'
 */
export function markdownCode(text: string): string {
  const safe = escapeText(text.trim()).replace(
    /[`|<]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  )
  return safe === '' ? '' : `\`${safe}\``
}

/** Words of our own as they are; with anything else in them, a code span. */
export function markdownWords(text: string): string {
  return /^[A-Za-z0-9 ,()|-]*$/.test(text) ? text.replaceAll('|', '\\|') : markdownCode(text)
}

/** A table of GitHub Flavored Markdown (section 4.10); cells that are escaped already. */
export function* markdownTable(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield tableRow(header)
  yield tableRow(header.map(() => '---'))
  for (const row of rows) yield tableRow(row)
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}
