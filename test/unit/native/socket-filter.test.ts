import { createSocket } from 'node:dgram'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import * as linux from '../../../src/native/linux.ts'
import { allOf, attachFilter, BYTE, HALF, HEADER_X } from '../../../src/native/socket-filter.ts'
import { SocketAddress } from '../../../src/native/socket-address.ts'
import { bindSystemCalls } from '../../../src/native/system-calls.ts'
import { nativeHere } from '../../support/native-here.ts'

test('each test that fails jumps to where nothing is let through', () => {
  const program = allOf(
    [
      [BYTE, 3, 7],
      [HALF, 4, 9],
    ],
    [[HEADER_X, 0, 0, 0]],
  )
  expect(program).toEqual([
    [HEADER_X, 0, 0, 0],
    [BYTE, 0, 0, 3],
    [0x15, 0, 3, 7],
    [HALF, 0, 0, 4],
    [0x15, 0, 1, 9],
    [6, 0, 0, 0x40000],
    [6, 0, 0, 0],
  ])
})

describe.skipIf(!nativeHere)('on this machine', () => {
  test('the system lets through what it tells, and nothing else', async () => {
    const calls = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
    const fd = calls.socket(linux.AF_INET, linux.SOCK_DGRAM | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, 0)
    const own = SocketAddress.of('127.0.0.1')!
    calls.bind(fd, own.bytes, SocketAddress.sizeOf(4))
    calls.getsockname(fd, own.bytes, new Uint8Array(new Uint32Array([own.bytes.length]).buffer))
    const port = (own.bytes[linux.SIN_PORT]! << 8) | own.bytes[linux.SIN_PORT + 1]!
    // Of a datagram of UDP a filter sees the header too, eight bytes.
    const wanted = allOf([
      [BYTE, 8, 7],
      [HALF, 9, 0x0102],
    ])
    expect(attachFilter(calls, fd, wanted)).toBe(true)
    const peer = createSocket('udp4')
    const sent = [[7, 1, 2, 3], [8, 1, 2], [7, 2, 1], [7], [], [7, 1, 2]]
    for (const bytes of sent) {
      await new Promise((resolve) => peer.send(new Uint8Array(bytes), port, '127.0.0.1', resolve))
    }
    await sleep(20)
    const got: number[][] = []
    const buffer = new Uint8Array(64)
    for (;;) {
      const size = calls.recvfrom(fd, buffer, buffer.length, 0, null, null)
      if (size < 0) break
      got.push([...buffer.subarray(0, size)])
    }
    peer.close()
    calls.close(fd)
    expect(got).toEqual([
      [7, 1, 2, 3],
      [7, 1, 2],
    ])
  })

  test('a filter that it does not take is told', () => {
    const calls = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
    const fd = calls.socket(linux.AF_INET, linux.SOCK_DGRAM | linux.SOCK_CLOEXEC, 0)
    expect(attachFilter(calls, fd, [])).toBe(false)
    calls.close(fd)
  })
})
