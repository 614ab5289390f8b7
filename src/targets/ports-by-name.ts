import type { Transport } from '../model/endpoint.ts'
import { portNames, portsNamed } from '../model/port-names.ts'
import { nearestName } from '../model/nearest-name.ts'
import { PORT_GROUPS } from './port-groups.ts'
import { failPiece, type PortPiece } from './split-port-spec.ts'
import { rankedPorts } from './top-ports.ts'
import { rankedUdpPorts } from './udp-top-ports.ts'

const NAME = /^[a-z0-9_.+*?/-]{1,64}$/i

type NamedPort = readonly [transport: Transport, port: number]

/** The ports that a word of a specification means: `top-100`, a group, a name or a pattern of names. */
export function portsByName(piece: PortPiece): NamedPort[] {
  const { transports } = piece
  const word = piece.text.toLowerCase()
  const top = /^top-(\d{1,6})$/.exec(word)
  if (top !== null) return topPorts(piece, Number(top[1]))
  if (Object.hasOwn(PORT_GROUPS, word)) return groupPorts(piece, PORT_GROUPS[word]!)
  if (!NAME.test(word)) failPiece(piece, 'is neither a port, a range nor a name')
  const ports = transports.flatMap((transport) => over(transport, portsNamed(word, transport)))
  if (ports.length > 0) return ports
  const near = nearestName(word, [...Object.keys(PORT_GROUPS), 'top-100', ...portNames()])
  const hint = near === undefined || near === word ? '' : `; did you mean '${near}'?`
  return failPiece(
    piece,
    `is not the name of any ${transports.map((name) => name.toUpperCase()).join(' or ')} port${hint}`,
  )
}

function over(transport: Transport, ports: Iterable<number>): NamedPort[] {
  return [...ports].map((port) => [transport, port])
}

function groupPorts(piece: PortPiece, group: string): NamedPort[] {
  if (!piece.transports.includes('tcp'))
    failPiece(piece, 'is a group of TCP ports; name the UDP ports one by one')
  return group.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, more) => ['tcp', from + more] as const)
  })
}

/** Over both, as many of each as there are: the UDP ranking is the shorter one. */
function topPorts(piece: PortPiece, count: number): NamedPort[] {
  const ranked = piece.transports.map((transport) => ({
    transport,
    ports: transport === 'tcp' ? rankedPorts() : rankedUdpPorts(),
  }))
  const most = Math.max(...ranked.map(({ ports }) => ports.length))
  if (count < 1 || count > most) failPiece(piece, `is outside top-1 to top-${most}`)
  return ranked.flatMap(({ transport, ports }) => over(transport, ports.slice(0, count)))
}
