import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import * as linux from '../../../src/native/linux.ts'
import { neighbourSolicitation } from '../../../src/native/nd-message.ts'
import { openNdWire } from '../../../src/native/nd-wire.ts'
import type { PingAnswer, PingQuestion } from '../../../src/native/ping-desk.ts'
import type { OwnAddress } from '../../../src/native/ping-links.ts'
import { parseAddress } from '../../../src/net/address.ts'
import { hostAt } from '../discover/tools.ts'
import { memoryCalls } from './memory-calls.ts'

const { EPERM } = constants.errno
const value = (text: string): bigint => BigInt(parseAddress(text)!.value)
const link = (name: string, index: number) => ({ name, index, mac: [2, 0, 0, 0, 0, index] })
const own: OwnAddress[] = [
  { link: link('eth0', 2), family: 6, value: value('2001:db8::1'), length: 64 },
  { link: link('eth0', 2), family: 6, value: value('fe80::1'), length: 64 },
  { link: link('eth1', 3), family: 6, value: value('fe80::2'), length: 64 },
]

function advertisement(address: string): Uint8Array {
  const bytes = neighbourSolicitation([2, 0, 0, 0, 1, 1], value(address))
  bytes[0] = 136
  bytes[24] = 2
  return bytes
}

function opened() {
  const { calls, sockets } = memoryCalls()
  const wire = openNdWire(calls, 'ndPing()', own)
  const socket = sockets[0]!
  const answer = (address: string, scope: number): void => {
    const from = new Uint8Array(28)
    new DataView(from.buffer).setUint32(linux.SIN6_SCOPE_ID, scope, linux.LITTLE)
    socket.incoming.push({ bytes: advertisement(address), from })
  }
  const heard = (): string[] => {
    const keys: string[] = []
    wire.read(({ key }: PingAnswer) => keys.push(key))
    return keys
  }
  return { wire, socket, answer, heard }
}

describe('openNdWire', () => {
  test('sends with the hop limit that its peers demand, and drops what came before the filter', () => {
    const { socket, wire, heard } = opened()
    expect(socket.options).toEqual([
      { level: linux.SOL_IPV6, name: linux.IPV6_MULTICAST_HOPS },
      { level: linux.SOL_SOCKET, name: linux.SO_ATTACH_FILTER },
    ])
    expect(heard()).toEqual([])
    wire.close()
    expect(socket.closed).toBe(true)
    const early = memoryCalls()
    const { socket: make } = early.calls
    const calls = {
      ...early.calls,
      socket: (...values: number[]) => {
        const fd = make(...values)
        early.sockets[0]!.incoming.push({ bytes: advertisement('2001:db8::7'), from: new Uint8Array(28) })
        return fd
      },
    } as typeof early.calls
    openNdWire(calls, 'ndPing()', own)
    expect(early.sockets[0]!.incoming).toEqual([])
  })

  test('asks the group of the address, on its link', () => {
    const { socket, wire } = opened()
    const question = wire.question(hostAt('2001:db8::12:3456')) as PingQuestion
    expect(question.send(0)).toBe(0)
    const { to, bytes } = socket.sent[0]!
    expect(Buffer.from(to.subarray(8, 24)).toString('hex')).toBe('ff0200000000000000000001ff123456')
    expect(new DataView(to.buffer).getUint32(linux.SIN6_SCOPE_ID, linux.LITTLE)).toBe(2)
    expect([bytes[0], bytes[31]]).toEqual([135, 2])
  })

  test('whoever is beyond a router or of IPv4 is not asked, and this machine is', () => {
    const { wire } = opened()
    expect(wire.question(hostAt('2001:db8:1::1'))).toBeUndefined()
    expect(wire.question(hostAt('192.0.2.1'))).toBeUndefined()
    expect(wire.question(hostAt('2001:db8::1'))).toBe('own')
  })

  test('hears who advertises; of link-local addresses, on which link', () => {
    const { wire, answer, heard } = opened()
    const key = (address: string): string => (wire.question(hostAt(address)) as PingQuestion).key
    answer('2001:db8::7', 0)
    expect(heard()).toContain(key('2001:db8::7'))
    answer('2001:db8::7', 2)
    expect(heard()).toContain(key('2001:db8::7'))
    answer('fe80::7', 3)
    const keys = heard()
    expect(keys).toContain(key('fe80::7%eth1'))
    expect(keys).not.toContain(key('fe80::7%eth0'))
    // Without a zone it was asked for on both.
    expect(keys).toContain(key('fe80::7'))
    answer('2001:db8::8', 0)
    expect(heard()).not.toContain(key('2001:db8::7'))
  })

  test('what is no advertisement is ignored, and a flood is read in parts', () => {
    const { socket, answer, heard } = opened()
    socket.incoming.push({ bytes: new Uint8Array(40), from: new Uint8Array(28) })
    expect(heard()).toEqual([])
    for (let at = 0; at < 600; at++) answer('2001:db8::7', 2)
    heard()
    expect(socket.incoming).toHaveLength(88)
  })
})

test.each(['socket', 'setsockopt'])('what may not be done at %s is told, and nothing stays open', (what) => {
  const { calls, sockets } = memoryCalls((call) => (call === what ? EPERM : 0))
  expect(() => openNdWire(calls, 'ndPing()', own)).toThrow(
    expect.objectContaining({
      code: 'ERR_OPTION',
      message: expect.stringContaining('CAP_NET_RAW') as string,
    }),
  )
  expect(sockets.every(({ closed }) => closed)).toBe(true)
})
