import { expect, test } from 'vitest'
import { MachineSockets } from '../../../src/testing/simulated-machine.ts'

test('a socket takes a descriptor and a port, until there is none', () => {
  const sockets = new MachineSockets({ descriptors: 2 })
  expect([sockets.take(), sockets.take()]).toEqual([undefined, undefined])
  expect(sockets.take()).toMatchObject({ code: 'EMFILE', local: true })
  sockets.give()
  expect([sockets.used, sockets.take(), sockets.used, sockets.most]).toEqual([1, undefined, 2, 2])
})

test('ports run out likewise, at connect', () => {
  const sockets = new MachineSockets({ descriptors: 5, localPorts: 1 })
  expect(sockets.take()).toBeUndefined()
  expect(sockets.take()).toEqual({ code: 'EADDRNOTAVAIL', syscall: 'connect', local: true })
})

test('without a bound there is always room', () => {
  const sockets = new MachineSockets()
  const refused = Array.from({ length: 100_000 }, () => sockets.take()).filter((end) => end !== undefined)
  expect([refused, sockets.most]).toEqual([[], 100_000])
})
