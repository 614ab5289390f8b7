import { createSocket, type RemoteInfo, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A DNS server on loopback that does what a test tells it to, over UDP and TCP on one port. */
export interface DnsPeer {
  /** As `dnsResolver({ servers: [peer.server] })` takes it. */
  readonly server: string
  readonly port: number
  /** The datagrams that came, with the port each came from. */
  readonly datagrams: readonly { readonly bytes: Buffer; readonly port: number }[]
  /** The queries that came by TCP, without their length. */
  readonly streams: readonly Buffer[]
  close(): Promise<void>
}

export interface DnsPeerScript {
  /** Answers a datagram; `send` may be called any number of times, `from` sends from another port. */
  readonly udp?: (query: Buffer, send: Send, from: Send) => void
  /** Answers a query that came by TCP; bytes are written as they are. Without it TCP is silent. */
  readonly tcp?: (query: Buffer, socket: Socket) => void
  /** No TCP at all: connections are refused. */
  readonly noTcp?: boolean
}

type Send = (bytes: Buffer) => void

export async function dnsPeer(script: DnsPeerScript): Promise<DnsPeer> {
  const datagrams: { bytes: Buffer; port: number }[] = []
  const streams: Buffer[] = []
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      streams.push(chunk.subarray(2))
      script.tcp?.(chunk.subarray(2), socket)
    })
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  if (script.noTcp) tcp.close()

  let closed = false
  // An answer that a script gives late has nobody to hear it.
  const say = (socket: DatagramSocket, answer: Uint8Array, to: number): void => {
    if (!closed) socket.send(answer, to, '127.0.0.1')
  }
  const udp = createSocket('udp4')
  const stranger = createSocket('udp4')
  udp.on('message', (bytes: Buffer, { port: back }: RemoteInfo) => {
    datagrams.push({ bytes, port: back })
    script.udp?.(
      bytes,
      (answer) => say(udp, answer, back),
      (answer) => say(stranger, answer, back),
    )
  })
  udp.bind(port, '127.0.0.1')
  stranger.bind(0, '127.0.0.1')
  await Promise.all([once(udp, 'listening'), once(stranger, 'listening')])

  return {
    server: `127.0.0.1:${port}`,
    port,
    datagrams,
    streams,
    async close() {
      closed = true
      udp.close()
      stranger.close()
      for (const socket of sockets) socket.destroy()
      if (tcp.listening) await new Promise((ended) => tcp.close(ended))
    },
  }
}

/** A message behind its length, as TCP carries it. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}
