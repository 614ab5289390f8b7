import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { arpRequest } from '../../../src/native/arp-packet.ts'
import { openArpWire } from '../../../src/native/arp-wire.ts'
import * as linux from '../../../src/native/linux.ts'
import type { PingAnswer, PingQuestion } from '../../../src/native/ping-desk.ts'
import type { OwnAddress } from '../../../src/native/ping-links.ts'
import { hostAt } from '../discover/tools.ts'
import { memoryCalls } from './memory-calls.ts'

const { EINVAL, EPERM } = constants.errno
const link = (name: string, index: number) => ({ name, index, mac: [2, 0, 0, 0, 0, index] })
const own: OwnAddress[] = [
  { link: link('eth0', 2), family: 4, value: 0xc0000201n, length: 24 },
  { link: link('eth1', 3), family: 4, value: 0xc0000281n, length: 25 },
]

function opened() {
  const { calls, sockets } = memoryCalls()
  const wire = openArpWire(calls, 'arpPing()', own)
  const [socket] = sockets
  const answer = (address: number, index: number): void => {
    const bytes = arpRequest({ mac: [2, 0, 0, 0, 1, 1], address }, own[0]!.link.index)
    bytes[7] = 2
    const from = new Uint8Array(20)
    new DataView(from.buffer).setInt32(linux.SLL_IFINDEX, index, linux.LITTLE)
    socket!.incoming.push({ bytes, from })
  }
  const heard = (): PingAnswer[] => {
    const all: PingAnswer[] = []
    wire.read((one) => all.push(one))
    return all
  }
  return { wire, socket: socket!, answer, heard }
}

describe('openArpWire', () => {
  test('takes in nothing before the filter is there', () => {
    const { socket, wire } = opened()
    expect(socket.made.at(-1)).toBe(0)
    expect(socket.options).toEqual([{ level: linux.SOL_SOCKET, name: linux.SO_ATTACH_FILTER }])
    expect([...socket.bound!.subarray(2, 4)]).toEqual([8, 6])
    wire.close()
    expect(socket.closed).toBe(true)
  })

  test('asks on each link that the address is of, from the address of this machine there', () => {
    const { socket, wire } = opened()
    const question = wire.question(hostAt('192.0.2.200')) as PingQuestion
    expect([question.key, question.send(0)]).toEqual(['192.0.2.200', 0])
    expect(socket.sent.map(({ to }) => new DataView(to.buffer).getInt32(linux.SLL_IFINDEX, true))).toEqual([
      2, 3,
    ])
    expect(socket.sent.map(({ bytes }) => [bytes[13], bytes[17], bytes[27]])).toEqual([
      [2, 1, 200],
      [3, 129, 200],
    ])
  })

  test('whoever is beyond a router or of IPv6 is not asked, and this machine is', () => {
    const { wire } = opened()
    expect(wire.question(hostAt('198.51.100.1'))).toBeUndefined()
    expect(wire.question(hostAt('2001:db8::1'))).toBeUndefined()
    expect(wire.question(hostAt('192.0.2.1'))).toBe('own')
  })

  test('hears who answers on the right link', () => {
    const { answer, heard, socket } = opened()
    answer(0xc0000207, 2)
    answer(0xc0000207, 3)
    answer(0xc6336401, 2)
    answer(0xc0000201, 2)
    socket.incoming.push({ bytes: new Uint8Array(3), from: new Uint8Array(0) })
    answer(0xc00002c8, 3)
    expect(heard()).toEqual([
      { key: '192.0.2.7', mac: '02:00:00:00:01:01' },
      { key: '192.0.2.200', mac: '02:00:00:00:01:01' },
    ])
  })

  test('a flood is read in parts', () => {
    const { answer, heard } = opened()
    for (let at = 0; at < 600; at++) answer(0xc0000207, 2)
    expect([heard().length, heard().length, heard().length]).toEqual([512, 88, 0])
  })
})

test.each(['socket', 'setsockopt', 'bind'])(
  'what may not be done at %s is told, and nothing stays open',
  (what) => {
    const { calls, sockets } = memoryCalls((call) => (call === what ? EPERM : 0))
    expect(() => openArpWire(calls, 'arpPing()', own)).toThrow(
      expect.objectContaining({
        code: 'ERR_OPTION',
        message: expect.stringContaining('CAP_NET_RAW') as string,
      }),
    )
    expect(sockets.every(({ closed }) => closed)).toBe(true)
  },
)

test('what fails otherwise is told by its code', () => {
  const { calls } = memoryCalls((call) => (call === 'bind' ? EINVAL : 0))
  expect(() => openArpWire(calls, 'arpPing()', own)).toThrow('arpPing() can have no socket: EINVAL')
})
