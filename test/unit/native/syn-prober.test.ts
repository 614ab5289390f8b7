import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { SynLine } from '../../../src/native/syn-line.ts'
import { SynProber } from '../../../src/native/syn-prober.ts'
import type { SystemCalls } from '../../../src/native/system-calls.ts'
import { addressWords, GAVE_UP, NOT_DIALLED, RESET } from '../../../src/threads/dial-records.ts'
import { rawHere } from '../../support/raw-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

const loopback = Int32Array.from(addressWords('127.0.0.1')!)

function prober(change: Partial<SystemCalls> = {}) {
  const told: { id: number; code: number; local: boolean; rtt: number }[] = []
  const fds: number[] = []
  const made = new SynProber(
    { ...systemCalls(), ...change },
    (id, code, rtt, local) => told.push({ id, code, local, rtt }),
    { capacity: 1_024, opened: (fd) => fds.push(fd) },
  )
  const answers = (count: number): Promise<void> =>
    expect
      .poll(() => {
        for (const fd of fds) made.receive(fd)
        return told.length
      })
      .toBe(count)
  /** A port that is ours, and so closed. */
  const closed = (): number => (made.line(4) as SynLine).portOf(9)
  return { made, told, fds, answers, closed }
}

describe.skipIf(!rawHere)('on this machine', () => {
  test('each try has its own answer, and only one', async () => {
    const { made, told, answers, closed } = prober()
    const port = closed()
    for (let id = 0; id < 1_000; id++) made.ask(id, 4, port, 1 + (id % 40), loopback, 0)
    made.send()
    await answers(1_000)
    expect(told.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1_000 }, (_, id) => id),
    )
    expect(told.every(({ code, local, rtt }) => code === RESET && !local && rtt >= 0)).toBe(true)
    for (let id = 0; id < 1_000; id++) made.cancel(id)
    made.close()
    expect(told).toHaveLength(1_000)
  })

  test('whoever is cancelled is told so at once, and its answer is nobody’s', async () => {
    const { made, told, answers, closed } = prober()
    const port = closed()
    made.ask(1, 4, port, 1, loopback, 0)
    made.send()
    made.cancel(1)
    expect(told).toMatchObject([{ id: 1, code: GAVE_UP, local: false }])
    made.ask(1, 4, port, 1, loopback, 0)
    made.ask(2, 4, port, 1, loopback, 0)
    made.send()
    await answers(3)
    expect(
      told
        .slice(1)
        .map(({ id, code }) => [id, code])
        .sort(),
    ).toEqual([
      [1, RESET],
      [2, RESET],
    ])
    made.close()
  })

  test('the end is told to all that are under way', () => {
    const { made, told, closed } = prober({ sendmmsg: (_, __, count) => count as number })
    const port = closed()
    for (let id = 0; id < 3; id++) made.ask(id, 4, port, 1, loopback, 0)
    made.send()
    made.close(NOT_DIALLED)
    expect(told.map(({ id, code }) => [id, code])).toEqual([0, 1, 2].map((id) => [id, NOT_DIALLED]))
  })

  test('our own failures: no socket, no route, no buffer', () => {
    const { EMFILE, ENETUNREACH, ENOBUFS } = constants.errno
    const failing = (call: 'socket' | 'connect' | 'sendmmsg', code: number): unknown => {
      const calls = systemCalls()
      let fails = false
      const { made, told } = prober({
        [call]: (...values: never[]) => (fails ? -1 : calls[call](...values)),
        errno: () => (fails ? code : calls.errno()),
      })
      if (call !== 'socket') made.line(4)
      fails = true
      made.ask(7, 4, 1, 1, loopback, 0)
      made.send()
      fails = false
      made.close()
      return told
    }
    for (const [call, code] of [
      ['socket', EMFILE],
      ['connect', ENETUNREACH],
      ['sendmmsg', ENOBUFS],
    ] as const)
      expect(failing(call, code)).toMatchObject([{ id: 7, code, local: true }])
  })
})
