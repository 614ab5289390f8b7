import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ssh } from '../../src/fingerprint/services/ssh.ts'
import type { PortResult } from '../../src/model/result.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { greets } from '../../src/testing/peer-script.ts'
import { movesWith, play } from '../support/iterator-model.ts'
import { abortListeners } from '../support/open-handles.ts'
import { scanWorld } from './scan-world.ts'

const TARGETS = ['192.0.2.0/30', 'www.example', '198.51.100.1']
const WHOLE = 6 * 15

const OPTIONS: readonly ScanOptions[] = [
  {},
  { concurrency: 3, order: 'sequential' },
  { services: { probes: [ssh], tls: false } },
  { rate: 400, perHost: 2 },
]

const world = () =>
  scanWorld(
    {
      ports: ({ port }) =>
        port % 5 === 0 ? 'filtered' : port % 3 === 0 ? greets('SSH-2.0-x\r\n') : 'closed',
    },
    { names: { 'www.example': ['203.0.114.1'] } },
  )

test('a scan, whatever its reader does: no item lost or twice, one end, and nothing left', async () => {
  await fc.assert(
    fc.asyncProperty(
      movesWith('pause', 'resume', 'claim'),
      fc.constantFrom(...OPTIONS),
      async (moves, options) => {
        const { scan, clock, network } = world()
        const abort = new AbortController()
        const run = scan(TARGETS, { ports: '1-15', states: 'all', seed: 3, signal: abort.signal, ...options })
        let pausedAt: number | undefined
        const notSent = (): void => {
          if (pausedAt !== undefined) expect(network.dials).toBe(pausedAt)
        }
        const { items, left } = await play<PortResult>(run[Symbol.asyncIterator](), moves, {
          clock,
          abort: (reason) => abort.abort(reason),
          pause() {
            run.pause()
            // Naming goes on with what was found.
            if (options.services === undefined) pausedAt ??= network.dials
          },
          resume() {
            notSent()
            pausedAt = undefined
            run.resume()
          },
          claim: () => expect(() => run.events()).toThrow(expect.objectContaining({ code: 'ERR_STATE' })),
        })
        const names = items.map(({ address, port }) => `${address}:${String(port)}`)
        expect(new Set(names).size).toBe(names.length)
        if (!left) expect(names).toHaveLength(WHOLE)
        expect(() => run[Symbol.asyncIterator]()).toThrow(expect.objectContaining({ code: 'ERR_STATE' }))
        const { dials } = network
        await clock.advance(60_000)
        expect([network.dials, network.open, network.dialling, clock.waiting]).toEqual([dials, 0, 0, 0])
        expect([run.stats.inFlight, abortListeners(abort.signal)]).toEqual([0, 0])
      },
    ),
    { numRuns: 150 },
  )
})
