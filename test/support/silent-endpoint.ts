import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Endpoint } from '../../src/model/endpoint.ts'

/** An endpoint on loopback that answers no SYN. */
export interface SilentEndpoint extends AsyncDisposable {
  readonly endpoint: Endpoint
}

// Listens and never accepts, since its event loop stands still.
const LISTENER = `
  const { createServer } = require('node:net')
  const { parentPort, workerData: state } = require('node:worker_threads')
  const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    setTimeout(() => {
      Atomics.store(state, 0, 1)
      Atomics.wait(state, 0, 1)
    }, 5)
  })
`
const MOST = 16

/**
 * A port whose accept queue is full: Linux drops every further SYN to it, as a firewall would. Gives `undefined`
 * where the system behaves otherwise.
 */
export async function silentEndpoint(): Promise<SilentEndpoint | undefined> {
  const state = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(LISTENER, { eval: true, workerData: state })
  const fillers: Socket[] = []
  const dispose = async (): Promise<void> => {
    for (const filler of fillers) filler.destroy()
    await worker.terminate()
  }
  const port = await new Promise<number>((listening, failed) => {
    worker.once('message', listening)
    worker.once('error', failed)
  })
  while (Atomics.load(state, 0) === 0) await pause(2)
  while (fillers.length < MOST) {
    const filler = connect(port, '127.0.0.1').on('error', () => {})
    fillers.push(filler)
    const full = await Promise.race([
      new Promise<boolean>((done) => filler.once('connect', () => done(false))),
      pause(60).then(() => true),
    ])
    if (!full) continue
    const endpoint: Endpoint = { address: '127.0.0.1', family: 4, port, transport: 'tcp' }
    return { endpoint, [Symbol.asyncDispose]: dispose }
  }
  await dispose()
  return undefined
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
