import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** What a server of a test does with a datagram. */
export type React = (heard: Buffer, from: RemoteInfo, socket: Socket) => void

const ADDRESS = { udp4: '127.0.0.1', udp6: '::1' } as const

/** A server on loopback which reacts to each datagram as told, until the test is over; its port. */
export async function udpPeer(react: React, type: 'udp4' | 'udp6' = 'udp4'): Promise<number> {
  const socket = createSocket(type)
  socket.on('message', (heard, from) => react(heard, from, socket))
  socket.bind(0, ADDRESS[type])
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket.address().port
}

/** Answers whatever is asked. */
export function answering(bytes: Uint8Array | string): React {
  return (_heard, { port, address }, socket) => socket.send(bytes, port, address)
}

/** A port that nobody listens on. */
export async function closedUdpPort(type: 'udp4' | 'udp6' = 'udp4'): Promise<number> {
  const socket = createSocket(type).bind(0, ADDRESS[type])
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
