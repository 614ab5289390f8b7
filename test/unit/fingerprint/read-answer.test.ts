import { describe, expect, test } from 'vitest'
import { readAnswer } from '../../../src/fingerprint/read-answer.ts'
import { systemClock } from '../../../src/model/clock.ts'
import type { Connection, Received } from '../../../src/net/connection.ts'

/** A connection that reads what it is told to. */
function reads(...answers: Partial<Received>[]): Connection & { timeouts: number[] } {
  const timeouts: number[] = []
  return {
    endpoint: { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' },
    rtt: 1,
    timeouts,
    write: () => {},
    close: () => {},
    read: ({ timeout }) => {
      timeouts.push(timeout)
      return Promise.resolve({
        bytes: new Uint8Array(0),
        truncated: false,
        end: 'silence',
        rtt: 3,
        ...answers.shift(),
      })
    },
  }
}

const part = (text: string, end: Received['end'] = 'data'): Partial<Received> => ({
  bytes: Buffer.from(text),
  end,
})
const options = { timeout: 5_000, gap: 350, clock: systemClock }
const whole = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('\n')

describe('readAnswer', () => {
  test('takes the first chunk where nothing else is asked for', async () => {
    const connection = reads(part('a'), part('b'))
    expect(await readAnswer(connection, options)).toMatchObject({
      bytes: Buffer.from('a'),
      end: 'data',
      rtt: 3,
    })
    expect(connection.timeouts).toEqual([5_000])
  })

  test('goes on until it is whole, and waits only a gap for each further part', async () => {
    const connection = reads(part('a'), part('b'), part('c\n'), part('d'))
    const answer = await readAnswer(connection, { ...options, enough: whole })
    expect(Buffer.from(answer.bytes).toString()).toBe('abc\n')
    expect(connection.timeouts.slice(1)).toEqual([350, 350])
  })

  test.each(['silence', 'close', 'reset', 'full'] as const)('ends with what came at %s', async (end) => {
    const answer = await readAnswer(reads(part('a'), part('b', end)), { ...options, enough: whole })
    expect(answer).toMatchObject({ bytes: Buffer.from('ab'), end })
  })

  test('keeps at most 16 KiB and says so', async () => {
    const answer = await readAnswer(reads(part('a'.repeat(10_000)), part('b'.repeat(10_000))), {
      ...options,
      enough: whole,
    })
    expect(answer.bytes).toHaveLength(16_384)
    expect(answer.truncated).toBe(true)
  })

  test('tells of the first bytes, and not of none', async () => {
    let heard = 0
    await readAnswer(reads(part('a'), part('b\n')), { ...options, enough: whole, onFirst: () => heard++ })
    await readAnswer(reads({}), { ...options, onFirst: () => heard++ })
    expect(heard).toBe(1)
  })
})
