import { escapeXml } from '../escape-xml.ts'

/** HTML that is ready to be written. Only `markup` makes it, so that no text gets into a page but through it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in `${…}` of `markup`. Nothing is written for `undefined`. */
export type Part = Markup | string | number | undefined | readonly Markup[]

/**
 * A piece of a page. Whatever is put in is text, wherever it comes from, unless it was made by `markup` itself; fit for
 * the content of an element and for the value of an attribute in quotes. Written so that it is well-formed XML too.
 *
 * @example
 * markup`<b title="${'"'}">${'<i>'}</b>`.text // '<b title="&quot;">&lt;i&gt;</b>'
 */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = literals[0]!
  for (const [at, part] of parts.entries()) text += partText(part) + literals[at + 1]!
  return new Markup(text)
}

function partText(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'number') return String(part)
  return typeof part === 'string' ? escapeXml(part) : part.map(({ text }) => text).join('')
}

/** The first `length` characters, with `…` where there are more. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
