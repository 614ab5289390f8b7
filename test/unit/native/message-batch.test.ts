import { describe, expect, test } from 'vitest'
import * as linux from '../../../src/native/linux.ts'
import { MessageBatch } from '../../../src/native/message-batch.ts'
import { SocketAddress } from '../../../src/native/socket-address.ts'
import { addressWords } from '../../../src/threads/dial-records.ts'
import { nativeHere } from '../../support/native-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

describe.skipIf(!nativeHere)('on this machine', () => {
  test.each([
    [4, '127.0.0.1'],
    [6, '::1'],
  ] as const)('messages that a socket sends to itself, family %i', (family, address) => {
    const calls = systemCalls()
    const domain = family === 4 ? linux.AF_INET : linux.AF_INET6
    const fd = calls.socket(domain, linux.SOCK_DGRAM | linux.SOCK_CLOEXEC, 0)
    const own = SocketAddress.of(address)!
    calls.bind(fd, own.bytes, SocketAddress.sizeOf(family))
    calls.getsockname(fd, own.bytes, new Uint8Array(new Uint32Array([128]).buffer))
    const port = (own.bytes[linux.SIN_PORT]! << 8) | own.bytes[linux.SIN_PORT + 1]!
    const words = Int32Array.from(addressWords(address)!)
    const [outgoing, incoming] = [
      new MessageBatch(calls, family, 8, 32, 24),
      new MessageBatch(calls, family, 4, 64),
    ]
    for (let one = 0; one < 8; one++) {
      outgoing.messages[one]!.setUint32(20, 1_000 + one)
      outgoing.names[one]!.fill(port, words, 0)
    }
    // Twice: what the system wrote into the layout must not spoil it.
    for (let round = 0; round < 2; round++) {
      expect(outgoing.send(fd, 3, 5)).toBe(5)
      const heard: number[][] = []
      const from = new Int32Array(4)
      for (let count = incoming.receive(fd); count > 0; count = incoming.receive(fd)) {
        for (let one = 0; one < count; one++) {
          heard.push([incoming.length(one), incoming.messages[one]!.getUint32(20)])
          incoming.names[one]!.read(from)
          expect(incoming.names[one]!.equals(own)).toBe(true)
          incoming.names[one]!.bytes.fill(0, 2)
        }
      }
      expect(heard).toEqual([3, 4, 5, 6, 7].map((one) => [24, 1_000 + one]))
      expect([...from].slice(0, family === 4 ? 1 : 4)).toEqual([...words].slice(0, family === 4 ? 1 : 4))
    }
    // To nobody's port 0: that one does not go, and the system says why.
    outgoing.names[1]!.fill(0, words, 0)
    expect(outgoing.send(fd, 0, 3)).toBe(1)
    expect(outgoing.send(fd, 1, 2)).toBe(-1)
    expect(calls.errno()).toBeGreaterThan(0)
    calls.close(fd)
  })
})
