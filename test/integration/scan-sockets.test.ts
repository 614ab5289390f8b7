import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import { scan } from '../../src/scan.ts'
import { rest } from '../support/iterables.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'
import { greets, resets } from '../support/peer-script.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { silentEndpoint } from '../support/silent-endpoint.ts'

/** Connections of this machine in TIME_WAIT with this port at their far end: left by who dialled it. */
function timeWaits(port: number): number | undefined {
  try {
    const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    return lines
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , far, state]) => far?.endsWith(`:${hex}`) && state === '06').length
  } catch {
    return undefined
  }
}

test('200 scans, ended in every way, leave the process and the machine as they were', async (context) => {
  const before = openHandles()
  const abort = new AbortController()
  {
    await using server = await scriptedServer(greets('220 ready\r\n'))
    if (timeWaits(server.port) === undefined) return context.skip('no /proc/net/tcp to count TIME_WAIT in')
    const ports = [server.port, ...(await Promise.all(Array.from({ length: 20 }, () => closedPort())))]
    for (let number = 0; number < 200; number++) {
      const own = new AbortController()
      const signal = number % 2 === 0 ? abort.signal : own.signal
      const run = scan('127.0.0.1', {
        ports,
        states: 'all',
        signal,
        services: number % 50 === 3 ? { intensity: 0 } : false,
      })
      const how = number % 4
      try {
        for await (const port of run) {
          if (port.port === server.port && how === 0) expect(port.state).toBe('open')
          if (how === 1) break
          if (how === 2) throw new Error('thrown')
          if (how === 3) own.abort(new Error('aborted'))
        }
      } catch (error) {
        expect(['thrown', 'aborted']).toContain((error as Error).message)
      }
      expect(run.stats.inFlight).toBe(0)
      expect(abortListeners(own.signal)).toBe(0)
    }
    expect(abortListeners(abort.signal)).toBe(0)
    await server.quiet()
    expect(timeWaits(server.port)).toBe(0)
  }
  await backTo(before)
})

test('a peer that resets at once is open, 1,000 of 1,000 times, with a loop that is late (H05)', async () => {
  await using server = await scriptedServer(resets)
  const stall = setInterval(() => {
    const until = performance.now() + 15
    while (performance.now() < until);
  }, 40)
  const states: string[] = []
  try {
    for (let round = 0; round < 10; round++) {
      const runs = Array.from({ length: 100 }, () =>
        scan('127.0.0.1', { ports: [server.port], states: 'all' }),
      )
      for (const [found] of await Promise.all(runs.map((run) => collect(run)))) {
        states.push(found!.state)
        expect(['syn-ack', 'conn-reset']).toContain(found!.reason)
      }
    }
  } finally {
    clearInterval(stall)
  }
  expect(states.filter((state) => state === 'open')).toHaveLength(1_000)
})

test('a dial that waits for an answer closes at once on abort', async (context) => {
  await using silent = await silentEndpoint()
  if (silent === undefined) return context.skip('this system answers where silence is needed')
  const before = openHandles()
  const options = { ports: [silent.endpoint.port], states: 'all', timeout: 60_000 } as const
  const runs = Array.from({ length: 200 }, () => scan('127.0.0.1', options))
  const ends = runs.map((run) => collect(run))
  await rest(20)
  expect(runs.every(({ stats }) => stats.inFlight === 1)).toBe(true)
  const started = performance.now()
  for (const run of runs) run.abort(new Error('enough'))
  expect(runs.every(({ stats }) => stats.inFlight === 0)).toBe(true)
  for (const end of ends) await expect(end).rejects.toThrow('enough')
  await backTo(before, 2_500)
  expect(performance.now() - started).toBeLessThan(2_500)
})
