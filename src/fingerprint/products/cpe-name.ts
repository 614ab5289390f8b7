import { cpeValue } from './cpe.ts'

const FORMATTED = /^cpe:2\.3:[aoh](?::(?:\\.|[^:\\]){1,256}){10}$/
const URI = /^cpe:\/(?<part>[aoh])(?<values>(?::[^:]{0,256}){2,6})$/
const ATTRIBUTES = 10
/** A group's place, as `$1`: no part of the name, and filled in later. */
const PLACE = /(\$(?:\$|\d{1,2}))/

/** Whether a text is a CPE name: a 2.3 formatted string with all its attributes, or a 2.2 URI (NISTIR 7695). */
export function isCpeName(text: string): boolean {
  return FORMATTED.test(text) || URI.test(text)
}

/**
 * A CPE name as a 2.3 formatted string. What is one already stays; places such as `$1` stay too.
 *
 * @example
 * formattedCpe('cpe:/a:acme:daemon:$1') // 'cpe:2.3:a:acme:daemon:$1:*:*:*:*:*:*:*'
 */
export function formattedCpe(name: string): string {
  const { part, values } = URI.exec(name)?.groups ?? {}
  if (part === undefined || values === undefined) return name
  const given = values.slice(1).split(':').map(attribute)
  const any = Array.from({ length: ATTRIBUTES - given.length }, () => '*')
  return ['cpe:2.3', part, ...given, ...any].join(':')
}

/** Empty means ANY; a lone hyphen "not applicable", in both forms. */
function attribute(value: string): string {
  if (value === '' || value === '-') return value || '*'
  const pieces = value.split(PLACE)
  return pieces.map((piece, at) => (at % 2 === 1 || piece === '' ? piece : cpeValue(decoded(piece)))).join('')
}

function decoded(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_whole, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  )
}
