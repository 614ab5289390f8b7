import type { Transport } from './endpoint.ts'
import { TCP_PORT_NAMES, UDP_PORT_NAMES } from './port-names.data.ts'

/** What people call a port beside its registered name. Only for finding ports, never shown. */
const ALIASES: ReadonlyMap<string, readonly number[]> = new Map([
  ['dns', [53]],
  ['kerberos', [88]],
  ['msrpc', [135]],
  ['smb', [139, 445]],
  ['mssql', [1433]],
  ['oracle', [1521]],
  ['rdp', [3389]],
  ['postgres', [5432]],
  ['vnc', [5900]],
  ['winrm', [5985, 5986]],
  ['x11', [6000]],
  ['kubernetes', [6443]],
  ['jetdirect', [9100]],
])

const UDP_ALIASES: ReadonlyMap<string, readonly number[]> = new Map([
  ['dns', [53]],
  ['dhcp', [67, 68]],
  ['kerberos', [88]],
  ['ike', [500, 4500]],
  ['ipmi', [623]],
  ['rdp', [3389]],
  ['stun', [3478]],
])

/**
 * The name that IANA has for a port number, corrected where practice differs (9200 is `elasticsearch`): a guess,
 * whatever really listens there.
 *
 * @example
 * portName(443, 'tcp') // 'https'
 */
export function portName(port: number, transport: Transport = 'tcp'): string | undefined {
  return table(transport).get(port)
}

/**
 * The ports with this name, in order; `*` stands for any characters, `?` for one. Case does not count.
 *
 * @example
 * portsNamed('http', 'tcp') // [80]
 */
export function portsNamed(glob: string, transport: Transport): number[] {
  const pattern = glob.toLowerCase()
  const found = new Set((transport === 'tcp' ? ALIASES : UDP_ALIASES).get(pattern))
  for (const [port, name] of table(transport)) if (matches(pattern, name.toLowerCase())) found.add(port)
  return [...found].sort((a, b) => a - b)
}

/** All names that `portsNamed` knows, for suggestions. */
export function portNames(): Iterable<string> {
  return new Set([
    ...ALIASES.keys(),
    ...UDP_ALIASES.keys(),
    ...table('tcp').values(),
    ...table('udp').values(),
  ])
}

// The one memo of this room: constant data, unpacked when the first name is asked for.
const unpacked: { [T in Transport]?: ReadonlyMap<number, string> } = {}

function table(transport: Transport): ReadonlyMap<number, string> {
  return (unpacked[transport] ??=
    transport === 'tcp' ? unpack(TCP_PORT_NAMES) : unpack(UDP_PORT_NAMES, table('tcp')))
}

/** `same`: where `=3` takes three names in a row from. */
function unpack(text: string, same?: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  let port = 0
  for (const word of text.trim().split(/\s/)) {
    const mark = word.indexOf('~')
    port += mark < 0 ? 1 : parseInt(word.slice(0, mark), 36)
    const name = word.slice(mark + 1)
    if (same === undefined || !name.startsWith('=')) {
      names.set(port, name)
      continue
    }
    const last = port + parseInt(name.slice(1), 36) - 1
    for (; port < last; port++) names.set(port, same.get(port)!)
    names.set(port, same.get(port)!)
  }
  return names
}

// By hand, because a pattern of many stars would take a regular expression for ever.
function matches(glob: string, name: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  for (let from = 0; from < name.length;) {
    if (glob[at] === '*') {
      star = at++
      resume = from
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === name[from])) {
      at++
      from++
    } else if (star >= 0) {
      at = star + 1
      from = ++resume
    } else return false
  }
  while (glob[at] === '*') at++
  return at === glob.length
}
