import { describe, expect, test } from 'vitest'
import { linkIndex, peerAddress, setScope } from '../../../src/native/ping-peer.ts'
import { memoryCalls } from './memory-calls.ts'

const indexOf = (zone: string): number => (zone === 'eth0' ? 7 : 0)

describe('peerAddress', () => {
  test('of IPv4 and IPv6', () => {
    const four = peerAddress('192.0.2.1', indexOf)!
    expect([...four.bytes.subarray(4, 8), four.key]).toEqual([192, 0, 2, 1, '192.0.2.1'])
    const six = peerAddress('2001:DB8:0::1', indexOf)!
    expect([six.bytes[8], six.bytes[23], six.bytes[24], six.key]).toEqual([0x20, 1, 0, '2001:db8::1'])
  })

  test('with the zone that it is meant in', () => {
    const { bytes, key } = peerAddress('fe80::1%eth0', indexOf)!
    expect(key).toBe('fe80::1')
    expect(new Uint32Array(bytes.slice(24, 28).buffer)[0]).toBe(7)
  })

  test.each(['fe80::1%nowhere', 'host.example', ''])('none for %j', (text) => {
    expect(peerAddress(text, indexOf)).toBeUndefined()
  })
})

test('an interface by its name or number', () => {
  const { calls } = memoryCalls()
  expect(['eth0', 'eth1', '12', 'wlan9'].map((name) => linkIndex(calls, name))).toEqual([2, 3, 12, 0])
})

test('the interface of a group', () => {
  const bytes = new Uint8Array(28)
  setScope(bytes, 3)
  expect(new Uint32Array(bytes.slice(24, 28).buffer)[0]).toBe(3)
})
