import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { isForbidden, noSocket, PingSocket, withCapability } from '../../../src/native/ping-socket.ts'
import { memoryCalls } from './memory-calls.ts'

const { EACCES, EMFILE, EPERM, ENETUNREACH } = constants.errno

test('a socket never waits, and is closed', () => {
  const { calls, sockets } = memoryCalls()
  const socket = PingSocket.open(calls, 2, 3, 1) as PingSocket
  expect(sockets[0]!.made).toEqual([2, 3 | 0o4000 | 0o2000000, 1])
  expect(socket.read()).toBeUndefined()
  expect(socket.send(new Uint8Array([1, 2]), new Uint8Array([9]), 1)).toBe(0)
  sockets[0]!.incoming.push({ bytes: new Uint8Array([5, 6]), from: new Uint8Array([7, 8]) })
  const packet = socket.read()!
  expect([[...packet.bytes], packet.from.getUint16(0)]).toEqual([[5, 6], 0x0708])
  socket.close()
  expect(sockets[0]!.closed).toBe(true)
})

test('an error number where nothing can be opened or sent', () => {
  expect(PingSocket.open(memoryCalls(() => EMFILE).calls, 2, 3, 1)).toBe(EMFILE)
  const { calls } = memoryCalls((call) => (call === 'sendto' ? ENETUNREACH : 0))
  const socket = PingSocket.open(calls, 2, 3, 1) as PingSocket
  expect(socket.send(new Uint8Array(1), new Uint8Array(1), 1)).toBe(ENETUNREACH)
})

test('why there is none: it may not, or there is none to be had', () => {
  expect([EACCES, EPERM, EMFILE].map(isForbidden)).toEqual([true, true, false])
  expect(noSocket('arpPing()', EPERM, `needs it: ${withCapability('/bin/node')}`)).toMatchObject({
    code: 'ERR_OPTION',
    input: 'arpPing()',
    message:
      'arpPing() needs it: run it as root, or give it the capability CAP_NET_RAW (sudo setcap cap_net_raw=eip "/bin/node")',
  })
  expect(noSocket('arpPing()', EMFILE, 'x')).toMatchObject({
    code: 'ERR_RESOURCE',
    message: 'arpPing() can have no socket: EMFILE',
  })
})
