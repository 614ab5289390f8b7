import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { openIcmpWire } from '../../../src/native/icmp-wire.ts'
import * as linux from '../../../src/native/linux.ts'
import { peerAddress } from '../../../src/native/ping-peer.ts'
import type { PingAnswer, PingQuestion } from '../../../src/native/ping-desk.ts'
import { hostAt } from '../discover/tools.ts'
import { memoryCalls, type MemorySocket } from './memory-calls.ts'

const { EACCES, EAFNOSUPPORT, EADDRNOTAVAIL, EMFILE, EPERM } = constants.errno
const kindOf = ({ made }: MemorySocket): string =>
  `${made[0] === linux.AF_INET ? 'IPv4' : 'IPv6'} ${(made[1]! & 0xf) === linux.SOCK_DGRAM ? 'datagram' : 'raw'}`
const isDatagram = (values: readonly unknown[]): boolean => ((values[1] as number) & 0xf) === linux.SOCK_DGRAM

/** Where datagram sockets are allowed, or raw ones alone. */
function opened(raw = false) {
  const { calls, sockets } = memoryCalls((call, values) =>
    raw && call === 'socket' && isDatagram(values) ? EACCES : 0,
  )
  const wire = openIcmpWire(calls, 'icmpPing()')
  const [four, six] = sockets as [MemorySocket, MemorySocket]
  const heard = (): PingAnswer[] => {
    const all: PingAnswer[] = []
    wire.read((one) => all.push(one))
    return all
  }
  return { wire, four, six, sockets, heard }
}

function replyTo({ sent }: MemorySocket, raw: boolean, change: (bytes: Uint8Array) => void = () => {}) {
  const request = sent.at(-1)!
  const echo = request.bytes.slice()
  echo[0] = echo[0] === 8 ? 0 : 129
  change(echo)
  const header = raw && echo[0] === 0 ? [0x45, ...new Array<number>(19).fill(0)] : []
  return { bytes: new Uint8Array([...header, ...echo]), from: request.to.slice() }
}

describe.each([
  ['datagram', false],
  ['raw', true],
] as const)('by %s sockets', (kind, raw) => {
  test('there is one for each family, and what goes out comes back to who asked', () => {
    const { wire, sockets, four, six, heard } = opened(raw)
    expect(sockets.map(kindOf)).toEqual([`IPv4 ${kind}`, `IPv6 ${kind}`])
    expect(sockets.map(({ options }) => options.length)).toEqual(raw ? [1, 1] : [0, 0])
    for (const [address, socket] of [
      ['192.0.2.7', four],
      ['2001:db8::7', six],
      ['fe80::7%eth0', six],
    ] as const) {
      const question = wire.question(hostAt(address)) as PingQuestion
      expect(question.send(3)).toBe(0)
      socket.incoming.push(replyTo(socket, raw))
      expect(heard()).toEqual([{ key: question.key, attempt: 3 }])
    }
    wire.close()
    expect(sockets.every(({ closed }) => closed)).toBe(true)
  })

  test('replies from elsewhere, with other bytes, or to nobody are not those of who asked', () => {
    const { wire, four, heard } = opened(raw)
    const question = wire.question(hostAt('192.0.2.7')) as PingQuestion
    question.send(0)
    const from = peerAddress('192.0.2.8', () => 0)!.bytes
    four.incoming.push({ ...replyTo(four, raw), from })
    four.incoming.push(replyTo(four, raw, (bytes) => (bytes[9]! ^= 1)))
    four.incoming.push(replyTo(four, raw, (bytes) => (bytes[0] = 3)))
    four.incoming.push({ bytes: new Uint8Array(7), from })
    expect(heard().map(({ key }) => key)).not.toContain(question.key)
    four.incoming.push(replyTo(four, raw, (bytes) => (bytes[5]! ^= 1)))
    // Of a datagram socket the number is the system's, which gives it only its own.
    expect(heard()).toHaveLength(raw ? 0 : 1)
  })

  test('no two questions have the same bytes', () => {
    const { wire } = opened(raw)
    const keys = Array.from({ length: 100 }, () => (wire.question(hostAt('192.0.2.7')) as PingQuestion).key)
    expect(new Set(keys).size).toBe(100)
  })
})

describe('openIcmpWire', () => {
  test('a flood is read in parts', () => {
    const { wire, four, heard } = opened()
    ;(wire.question(hostAt('192.0.2.7')) as PingQuestion).send(0)
    for (let at = 0; at < 600; at++) four.incoming.push(replyTo(four, false))
    expect([heard().length, heard().length]).toEqual([512, 88])
  })

  test('what is no address, or of no interface, cannot be asked', () => {
    const { wire } = opened()
    expect(wire.question(hostAt('fe80::1%nowhere'))).toBeUndefined()
    expect(wire.question(hostAt('host.example'))).toBeUndefined()
  })

  test('without IPv6 its hosts cannot be asked, the others can', () => {
    const { calls } = memoryCalls((call, [family]) =>
      call === 'socket' && family === linux.AF_INET6 ? EAFNOSUPPORT : 0,
    )
    const wire = openIcmpWire(calls, 'icmpPing()')
    expect(wire.question(hostAt('2001:db8::1'))).toBeUndefined()
    expect(wire.question(hostAt('192.0.2.1'))).toBeDefined()
  })

  test('where neither kind is allowed, it says by what it would be', () => {
    const { calls } = memoryCalls((call, values) =>
      call !== 'socket' ? 0 : isDatagram(values) ? EACCES : EPERM,
    )
    const says = (text: string) => expect.stringContaining(text) as string
    for (const text of ['CAP_NET_RAW', 'ping_group_range', 'icmpPing() needs ICMP', 'tcpPing()']) {
      expect(() => openIcmpWire(calls, 'icmpPing()')).toThrow(
        expect.objectContaining({ code: 'ERR_OPTION', message: says(text) }),
      )
    }
  })

  test('where there is none to be had, that is told', () => {
    const { calls } = memoryCalls((call) => (call === 'socket' ? EMFILE : 0))
    expect(() => openIcmpWire(calls, 'icmpPing()')).toThrow(expect.objectContaining({ code: 'ERR_RESOURCE' }))
  })

  test('an address of this machine is asked from, in its family alone', () => {
    const { calls, sockets } = memoryCalls()
    const wire = openIcmpWire(calls, 'icmpPing()', '192.0.2.1')
    expect(sockets.map(kindOf)).toEqual(['IPv4 datagram'])
    expect([...sockets[0]!.bound!.subarray(4, 8)]).toEqual([192, 0, 2, 1])
    expect(wire.question(hostAt('2001:db8::1'))).toBeUndefined()
    const other = memoryCalls((call) => (call === 'bind' ? EADDRNOTAVAIL : 0))
    expect(() => openIcmpWire(other.calls, 'icmpPing()', '192.0.2.1')).toThrow('EADDRNOTAVAIL')
    expect(other.sockets[0]!.closed).toBe(true)
  })
})
