import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { silent, type Peer, type PeerScript } from './peer-script.ts'

/** A listening server on loopback, and what it has seen so far. */
export interface ScriptedServer extends AsyncDisposable {
  readonly address: string
  readonly port: number
  /** Connections so far. */
  readonly accepted: number
  /** Connections that are open now. */
  readonly open: number
  /** All bytes heard on all connections, up to the first MiB. */
  readonly heard: Buffer
  /** Resolves once no connection is open; rejects after `ms` (default 2,000). */
  quiet(ms?: number): Promise<void>
  /** Resets what is open and stops listening. */
  close(): Promise<void>
}

/**
 * A real server on loopback that does what the script says, on a port of the system's choice.
 *
 * @example
 * await using server = await scriptedServer(greets('220 ready\r\n'))
 */
export async function scriptedServer(
  script: PeerScript = silent,
  address = '127.0.0.1',
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>()
  const chunks: Uint8Array[] = []
  let accepted = 0
  let heardBytes = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    accepted++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const note = (chunk: Uint8Array): void => {
      heardBytes += chunk.length
      if (heardBytes <= 1_048_576) chunks.push(chunk)
    }
    script(socketPeer(socket, note))
  })
  await listen(server, address)

  async function close(): Promise<void> {
    // Node refuses a reset once our end is shut down, and the handle would stay open.
    for (const socket of sockets) {
      if (socket.writableEnded) socket.destroy()
      else socket.resetAndDestroy()
    }
    if (server.listening) await new Promise((closed) => server.close(closed))
  }

  async function quiet(ms = 2_000): Promise<void> {
    const until = performance.now() + ms
    while (sockets.size > 0) {
      for (const socket of sockets) {
        // Who does not read does not hear of the other side's end either; once it has ended, only ours is open.
        socket.resume()
        if (socket.readableEnded) socket.destroy()
      }
      if (performance.now() > until) throw new Error(`${String(sockets.size)} connections are still open`)
      await new Promise((later) => setTimeout(later, 2))
    }
  }

  return {
    address,
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted
    },
    get open() {
      return sockets.size
    },
    get heard() {
      return Buffer.concat(chunks)
    },
    quiet,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/**
 * A port of loopback on which nobody listens. No system gives out the ports that it is taken from (10,000 to 29,999) by
 * itself, so that nobody gets it by chance meanwhile.
 */
export async function closedPort(address = '127.0.0.1'): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    const server = createServer()
    try {
      await listen(server, address, port)
    } catch (error) {
      // Somebody has it already.
      if (tries < 100) continue
      throw error
    }
    await new Promise((closed) => server.close(closed))
    return port
  }
}

function listen(server: Server, address: string, port = 0): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, address, listening)
  })
}

function socketPeer(socket: Socket, note: (chunk: Uint8Array) => void): Peer {
  const hearers: ((bytes: Uint8Array) => void)[] = [note]
  socket.on('data', (chunk) => hearers.forEach((hear) => hear(chunk)))
  // A peer that is not told otherwise closes its side when the other one does, as servers do.
  socket.on('end', () => socket.end())
  return {
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    stream(chunk) {
      const pour = (): void => {
        while (socket.writable && socket.write(chunk));
      }
      socket.on('drain', pour)
      pour()
    },
    halfClose: () => void socket.end(),
    close: () => socket.destroySoon(),
    reset: () => void socket.resetAndDestroy(),
    listen: (hear) => void hearers.push(hear),
    stopReading: () => void socket.pause(),
    after(ms, run) {
      const timer = setTimeout(() => {
        socket.off('close', callOff)
        run()
      }, ms)
      const callOff = (): void => clearTimeout(timer)
      socket.once('close', callOff)
    },
  }
}
