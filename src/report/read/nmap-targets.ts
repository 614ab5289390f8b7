import { familyOf } from '../../net/address.ts'

/** Options whose value is an address, or several, and no target. */
const TAKES_ADDRESSES: ReadonlySet<string> = new Set([
  '--dns-servers',
  '--ip-options',
  '--proxies',
  '--proxy',
  '--resume',
  '-S',
  '-D',
  '-b',
  '-sI',
])

/** With these some addresses of the targets were not looked at, or are not listed though they are there. */
const LEAVES_OUT = /^--(?:exclude|open$)/

/** `192.0.2.0/24`, `192.0.2.1-20`, `10.0-3.1,7.*`, `2001:db8::/64`. */
const OCTET = String.raw`(?:\d{1,3}|[\d,*-]{1,40})`
const OCTETS = new RegExp(String.raw`^${OCTET}(?:\.${OCTET}){3}(?:/\d{1,2})?$`)

/**
 * The targets of a command of nmap that are addresses, blocks or ranges of them: what it looked at. None where it was
 * told to leave some out.
 */
export function targetsOfCommand(args: string): string[] {
  const words = args.split(' ').slice(1)
  if (words.some((word) => LEAVES_OUT.test(word))) return []
  return words.filter((word, at) => isTarget(word) && !TAKES_ADDRESSES.has(words[at - 1] ?? ''))
}

function isTarget(word: string): boolean {
  const [base = ''] = word.split('/')
  return OCTETS.test(word) || (familyOf(base) === 6 && /^[^/]+(?:\/\d{1,3})?$/.test(word))
}
