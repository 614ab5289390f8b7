import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/model/clock.ts'
import type { Connection } from '../../../src/net/connection.ts'
import { ConnectionStream } from '../../../src/net/connection-stream.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork } from '../../support/memory-network.ts'
import {
  answers,
  closes,
  floods,
  greets,
  resets,
  silent,
  type PeerScript,
} from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 7, transport: 'tcp' as const }

async function streamTo(script: PeerScript): Promise<{ stream: ConnectionStream; connection: Connection }> {
  const connection = await memoryNetwork({ ports: () => script }).connector(endpoint, {})
  return { connection, stream: new ConnectionStream(connection, systemClock) }
}

const soon = (): number => systemClock.now() + 1_000

describe('a stream over a connection', () => {
  test('carries bytes both ways and keeps the opening', async () => {
    const { stream } = await streamTo(answers((heard) => `heard ${Buffer.from(heard).toString()}`))
    stream.write('one')
    stream.readUntil(soon())
    const [chunk] = (await once(stream, 'data')) as [Buffer]
    expect(chunk.toString()).toBe('heard one')
    stream.write('two')
    await once(stream, 'data')
    expect(Buffer.from(stream.opening.sent).toString()).toBe('one')
    expect(Buffer.from(stream.opening.received).toString()).toBe('heard oneheard two')
    expect(stream.opening.truncated).toBe(false)
  })

  test('reads nothing before it may, nor after its time', async () => {
    const clock = manualClock()
    let reads = 0
    const connection: Connection = {
      endpoint,
      rtt: 1,
      write: () => {},
      close: () => {},
      read: ({ timeout }) => {
        reads++
        return new Promise((resolve) =>
          clock.after(timeout, () =>
            resolve({ bytes: new Uint8Array(0), truncated: false, end: 'silence', rtt: 1 }),
          ),
        )
      },
    }
    const stream = new ConnectionStream(connection, clock)
    stream.resume()
    await clock.advance(50)
    expect(reads).toBe(0)
    stream.readUntil(clock.now() + 100)
    await clock.advance(500)
    expect(reads).toBe(1)
    stream.readUntil(clock.now() + 100)
    expect(reads).toBe(2)
  })

  test('ends where the peer closes', async () => {
    const { stream } = await streamTo(greets('bye', closes))
    stream.resume()
    stream.readUntil(soon())
    await once(stream, 'end')
    expect(stream.wireEnd).toBe('close')
  })

  test('fails where the peer resets, and where it sends too much', async () => {
    const reset = await streamTo(resets)
    reset.stream.resume()
    reset.stream.readUntil(soon())
    expect(((await once(reset.stream, 'error')) as [Error])[0]).toMatchObject({ code: 'ECONNRESET' })
    expect(reset.stream.wireEnd).toBe('reset')

    const flood = await streamTo(floods())
    let total = 0
    flood.stream.on('data', (chunk: Buffer) => (total += chunk.length))
    flood.stream.readUntil(soon())
    expect(((await once(flood.stream, 'error')) as [Error])[0]).toMatchObject({ code: 'EMSGSIZE' })
    expect(total).toBeLessThanOrEqual(65_536)
    expect(flood.stream.opening.received).toHaveLength(16_384)
    expect(flood.stream.opening.truncated).toBe(true)
  })

  test('goes on after a silence', async () => {
    const { stream } = await streamTo((peer) => peer.after(60, () => peer.send('late')))
    stream.readUntil(systemClock.now() + 20)
    const heard = once(stream, 'data')
    await new Promise((resolve) => setTimeout(resolve, 30))
    stream.readUntil(soon())
    expect(String(((await heard) as [Buffer])[0])).toBe('late')
  })

  test('a destroyed one reads no more', async () => {
    const { stream, connection } = await streamTo(silent)
    stream.resume()
    stream.readUntil(soon())
    stream.destroy()
    connection.close()
    stream.readUntil(soon())
    expect(stream.destroyed).toBe(true)
  })
})
