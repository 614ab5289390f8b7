import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { Clock } from '../../../src/model/clock.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { blockOf } from './pieces.ts'
import { portsOf, staged } from './staging.ts'

/** Of each second, those who dial have a processor for so many milliseconds. */
const AWAKE = 500

/** Tries that somebody else makes, who gets no processor for half of the time: they begin late and are told late. */
function heldBack(strategy: ProbeStrategy, clock: Clock): ProbeStrategy {
  const awake = (): boolean => clock.now() % 1_000 < AWAKE
  const turn = async (): Promise<void> => {
    while (!awake()) await new Promise<void>((resolve) => clock.after(10, resolve))
  }
  return {
    ...strategy,
    async probe(endpoint, attempt) {
      await turn()
      const outcome = await strategy.probe(endpoint, attempt)
      await turn()
      return outcome
    },
    getsOn: awake,
  }
}

async function scanned(patient: boolean) {
  const { stage, network, clock, counts } = staged({
    ports: ({ port }) => (port % 10 === 0 ? 'filtered' : 'closed'),
    timing: { startRate: 200, firstTimeout: 250, timeout: 250 },
  })
  const strategy = heldBack(tcpConnect({ connector: network.connector }), clock)
  if (!patient) delete strategy.getsOn
  const events = await clock.runUntilIdle(collect(stage([blockOf(1, 1_000, { seed: 5 })], { strategy })))
  const silent = portsOf(events).filter(({ state }) => state === 'filtered')
  return { silent: silent.length, sent: counts.sent }
}

test('no time passes for those who are held back: nothing more is asked, and no verdict is wrong', async () => {
  expect(await scanned(true)).toEqual({ silent: 100, sent: 1_100 })
})

test('where it did, their silence would be taken for that of the ports', async () => {
  expect((await scanned(false)).silent).toBeGreaterThan(200)
})
