import { expect, test } from 'vitest'
import { scanPolicy } from '../../../src/cli/scan-policy.ts'
import { startSession } from '../../../src/cli/session.ts'
import { parsePolicy } from '../../../src/report/index.ts'
import { fakeScan, fakeWorld } from './fake-world.ts'

const policy = parsePolicy({ version: 1, hosts: [{ host: '192.0.2.7', ports: [22] }] })

test('the report says how it was scanned; what was skipped is in the log', async () => {
  const skipped = { kind: 'skipped', target: '192.0.2.9', reason: 'policy' } as const
  const world = fakeWorld({ terminal: true, library: { scan: () => fakeScan([skipped]) } })
  const { code, report } = await scanPolicy(policy, { rate: 5, progress: false }, startSession(world, {}))
  expect(code).toBe(0)
  expect(report).toMatchObject({
    version: '9.9.9',
    options: { ports: ['top-1000'], rate: 5 },
    skipped: [skipped],
  })
  expect(world.stderr.text).toContain('192.0.2.9: skipped, policy')
})

test('a signal ends it', async () => {
  const world = fakeWorld({ library: { scan: () => fakeScan([], { hangs: true }) } })
  const scanned = scanPolicy(policy, { quiet: true }, startSession(world, {}))
  while (world.listeners() === 0) await new Promise((resolve) => setImmediate(resolve))
  world.interrupt()
  expect((await scanned).code).toBe(130)
  expect(world.listeners()).toBe(0)
})
