import { createServer, type AddressInfo } from 'node:net'
import { readdirSync } from 'node:fs'
import { constants } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { SocketAddress } from '../../../src/native/socket-address.ts'
import { SynLine } from '../../../src/native/syn-line.ts'
import { addressWords, OPENED, RESET } from '../../../src/threads/dial-records.ts'
import { rawHere } from '../../support/raw-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

const ended: (() => void)[] = []
afterEach(() => ended.splice(0).forEach((end) => end()))

async function listening(host: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  ended.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe.skipIf(!rawHere)('on this machine', () => {
  test.each([
    [4, '127.0.0.1'],
    [6, '::1'],
  ] as const)(
    'what is open answers with our number, and what is not too, family %i',
    async (family, host) => {
      const port = await listening(host)
      const line = SynLine.open(systemCalls(), family) as SynLine
      ended.push(() => line.close())
      const words = Int32Array.from(addressWords(host)!)
      const from = line.portOf(1)
      expect(line.put(from, port, 1_234, words, 0)).toBe(0)
      // Nobody listens on our own.
      expect(line.put(from, line.portOf(2), -7, words, 0)).toBe(0)
      line.send(() => expect.unreachable())
      expect(line.waiting).toBe(0)
      const heard: number[][] = []
      await expect
        .poll(() => {
          line.receive(line.tcp, ({ code, sequence, port: asked }) => heard.push([code, sequence, asked]))
          return heard.sort((a, b) => b[0]! - a[0]!)
        })
        .toEqual([
          [OPENED, 1_234, port],
          [RESET, -7, line.portOf(2)],
        ])
    },
  )

  test('a source address that is not ours, and one of the other family, with nothing left open', () => {
    const open = readdirSync('/proc/self/fd').length
    const { EADDRNOTAVAIL, EINVAL } = constants.errno
    const calls = systemCalls()
    const at = (family: 4 | 6, address: string): unknown =>
      SynLine.open(calls, family, SocketAddress.of(address))
    expect(at(4, '192.0.2.1')).toEqual({ code: EADDRNOTAVAIL, atBind: true })
    expect(at(4, '::1')).toEqual({ code: EINVAL, atBind: true })
    expect(at(6, '127.0.0.1')).toEqual({ code: EINVAL, atBind: true })
    expect(readdirSync('/proc/self/fd').length).toBe(open)
  })

  test('where a socket or an option fails it says which number, and closes the others', () => {
    const calls = systemCalls()
    const { EPERM, EMFILE } = constants.errno
    const open = readdirSync('/proc/self/fd').length
    const socket = (kind: number, code: number): unknown =>
      SynLine.open(
        {
          ...calls,
          socket: (domain, type, protocol) => (protocol === kind ? -1 : calls.socket(domain, type, protocol)),
          errno: () => code,
        },
        4,
      )
    expect(socket(6, EPERM)).toEqual({ code: EPERM, atBind: false })
    expect(socket(255, EMFILE)).toEqual({ code: EMFILE, atBind: false })
    expect(socket(0, EMFILE)).toEqual({ code: EMFILE, atBind: false })
    expect(readdirSync('/proc/self/fd').length).toBe(open)
  })

  test('what is not sent is told by its place, and the rest goes', async () => {
    const calls = systemCalls()
    const { ENOBUFS } = constants.errno
    let call = 0
    let failed = false
    const line = SynLine.open(
      {
        ...calls,
        // Two go, the third does not, then the rest.
        sendmmsg: (fd, bytes, count, flags) => {
          call++
          failed = call === 2
          return call === 1
            ? calls.sendmmsg(fd, bytes, 2, flags)
            : failed
              ? -1
              : calls.sendmmsg(fd, bytes, count, flags)
        },
        errno: () => (failed ? ENOBUFS : calls.errno()),
      },
      4,
    ) as SynLine
    ended.push(() => line.close())
    const words = Int32Array.from(addressWords('127.0.0.1')!)
    for (let one = 0; one < 5; one++) line.put(line.portOf(1), line.portOf(2), one, words, 0)
    const failures: number[][] = []
    line.send((place, code) => failures.push([place, code]))
    expect(failures).toEqual([[2, ENOBUFS]])
    const heard: number[] = []
    await expect
      .poll(() => {
        line.receive(line.tcp, ({ sequence }) => heard.push(sequence))
        return heard.sort()
      })
      .toEqual([0, 1, 3, 4])
  })
})
