import { domainToASCII } from 'node:url'
import { resolveError } from './resolve-failure.ts'

/** Longest name in its dotted form without the final dot: 255 octets on the wire (RFC 1035, section 2.3.4). */
const MAX_NAME = 253
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/
const PLAIN = /^[A-Za-z0-9._-]*$/
const FOREIGN = /^[A-Za-z0-9._\u0080-\u{10ffff}-]*$/u
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/

/**
 * Says whether a name is safe to show, to compare and to ask for: letters, digits, hyphens (RFC 1123, section 2.1)
 * and underscores, which real networks use; labels of 1 to 63, 253 in all. A last label that is a number makes it
 * an address in disguise (`127.1`, `0x7f.1`), not a name.
 */
export function isHostName(name: string): boolean {
  if (name.length === 0 || name.length > MAX_NAME) return false
  const labels = name.toLowerCase().split('.')
  return labels.every((label) => LABEL.test(label)) && !NUMBER.test(labels.at(-1)!)
}

/**
 * The name in the form in which it is asked for: lower case, ASCII (RFC 5891 for what is not), without the final
 * dot. Throws `ERR_RESOLVE` with failure `bad-name` for what no server can be asked.
 */
export function askableName(name: string): string {
  const plain = name.endsWith('.') ? name.slice(0, -1) : name
  const ascii = PLAIN.test(plain) ? plain.toLowerCase() : fromUnicode(plain)
  if (isHostName(ascii)) return ascii
  throw resolveError(
    'bad-name',
    name,
    'expected a host name of letters, digits and hyphens, with labels of at most 63 and 253 characters in all',
    'correct the name, or give the address',
  )
}

// The converter belongs to URLs: it drops line ends and decodes `%41`, so it sees only what may be in a name, and
// nothing so long that no conversion could make it fit.
function fromUnicode(name: string): string {
  return name.length <= 2 * MAX_NAME && FOREIGN.test(name) ? domainToASCII(name) : ''
}

/** `localhost` and all below it are this machine, whatever a server says (RFC 6761, section 6.3). */
export function isLocalhost(name: string): boolean {
  const plain = name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase()
  return plain === 'localhost' || plain.endsWith('.localhost')
}
