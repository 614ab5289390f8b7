import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { closeSocket } from '../../../src/net/close-socket.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'

test('closes a socket at any stage of its life', async () => {
  const before = openHandles()
  closeSocket(createSocket('udp4'))
  const binding = createSocket('udp4').bind(0, '127.0.0.1')
  closeSocket(binding)
  const connecting = createSocket('udp4')
  connecting.connect(9, '127.0.0.1')
  closeSocket(connecting)
  const bound = createSocket('udp4').bind(0, '127.0.0.1')
  await once(bound, 'listening')
  closeSocket(bound)
  await backTo(before)
})

test('a socket that fails on its way, or is closed twice, concerns nobody', async () => {
  const before = openHandles()
  const socket = createSocket('udp4')
  socket.bind(0, '192.0.2.1')
  closeSocket(socket)
  await new Promise((later) => setTimeout(later, 5))
  expect(() => closeSocket(socket)).not.toThrow()
  await backTo(before)
})
