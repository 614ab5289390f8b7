import { domainToASCII } from 'node:url'
import { sliceText, targetError, type TargetText } from './target-text.ts'

const EXAMPLE = 'host.example'

/**
 * A host name as DNS carries it: lower case, non-ASCII labels in Punycode (RFC 5891, by way of UTS 46), 253
 * characters, labels of 1 to 63 letters, digits, hyphens (not at the ends) and, beyond RFC 1123, underscores. A last
 * dot stays: it keeps the system from trying its search domains.
 *
 * A name whose last label is a number is refused, as the URL standard does: some programs would read `0x7f.1` as
 * 127.0.0.1, and what was checked has to be what is dialled.
 */
export function parseHostName(where: TargetText): string {
  const ascii = toAscii(where)
  const labels = ascii.replace(/\.$/, '').split('.')
  if (ascii.replace(/\.$/, '').length > 253)
    throw targetError(where, 'is longer than 253 characters', EXAMPLE)
  let start = 0
  for (const label of labels) {
    const trouble = labelTrouble(label)
    if (trouble !== undefined) {
      // Positions fit the text only where Punycode did not change its length.
      throw targetError(
        { ...where, position: where.position + (ascii.length === where.text.length ? start : 0) },
        trouble,
        EXAMPLE,
      )
    }
    start += label.length + 1
  }
  if (/^(\d+|0x[\da-f]*)$/.test(labels.at(-1)!)) {
    throw targetError(where, 'ends in a number, but is no IPv4 address of four decimal octets', '192.0.2.1')
  }
  return ascii
}

function toAscii(where: TargetText): string {
  const { text } = where
  // eslint-disable-next-line no-control-regex -- anything but ASCII is what this asks for
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase()
  const ascii = text.length > 253 || /[\p{C}%:/?#@[\]\\]/u.test(text) ? '' : domainToASCII(text)
  if (ascii === '') throw targetError(where, 'is no host name', 'bücher.example')
  // Full-width digits and dots would turn into an address here.
  if (/^[\d.]+$/.test(ascii)) throw targetError(where, 'is an address in unusual characters', '192.0.2.1')
  return ascii
}

function labelTrouble(label: string): string | undefined {
  if (label === '') return 'has an empty label'
  if (label.length > 63) return 'has a label of more than 63 characters'
  if (!/^[a-z0-9_-]+$/.test(label)) return 'is neither an address, a range nor a host name'
  return label.startsWith('-') || label.endsWith('-') ? 'has a label with a hyphen at its end' : undefined
}

/**
 * `name/28`: the name, and the length of the block around each of its addresses. 16 to 32 mean IPv4, 112 to 128
 * IPv6: at most 65,536 addresses either way.
 */
export function parseNamePrefix(where: TargetText): { readonly name: string; readonly prefix?: number } {
  const slash = where.text.indexOf('/')
  if (slash < 0) return { name: parseHostName(where) }
  const name = parseHostName(sliceText(where, 0, slash))
  const text = where.text.slice(slash + 1)
  const prefix = /^\d{2,3}$/.test(text) ? Number(text) : 0
  if ((prefix >= 16 && prefix <= 32) || (prefix >= 112 && prefix <= 128)) return { name, prefix }
  const at = { ...where, position: where.position + slash + 1 }
  throw targetError(
    at,
    'has a prefix length that is neither 16 to 32 (IPv4) nor 112 to 128 (IPv6)',
    'host.example/28',
  )
}
