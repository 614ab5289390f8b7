import { AssertionError } from 'node:assert'
import { expect, test } from 'vitest'
import {
  assertClosedPort,
  assertExposesOnly,
  assertMatchesBaseline,
  assertOpenPort,
} from '../../../../src/testing/matchers/assertions.ts'
import { here } from './exposed-world.ts'

const ports = '20-24,80,8443'
const baseline = {
  version: 1,
  scan: { ports },
  hosts: [{ host: '192.0.2.7', ports: [22, 80, 8443] }],
} as const

test('what holds, holds', async () => {
  await assertExposesOnly('192.0.2.7', [22, 80, 8443], { ...here, ports })
  await assertOpenPort('192.0.2.7', 22, { ...here, service: 'ssh' })
  await assertClosedPort('192.0.2.7', 23, here)
  await assertMatchesBaseline('192.0.2.7', baseline, here)
})

test.each([
  [
    'more than is allowed',
    () => assertExposesOnly('192.0.2.7', [22], { ...here, ports }),
    'exposes more than 22',
  ],
  ['a port that is not open', () => assertOpenPort('192.0.2.7', 23, here), 'is not open'],
  ['a port that is not closed', () => assertClosedPort('192.0.2.7', 22, here), 'is not closed'],
  [
    'another host than the baseline has',
    () => assertMatchesBaseline('192.0.2.8', baseline, here),
    'is not as the baseline says',
  ],
])('%s is an AssertionError', async (_, run, message) => {
  const error = await run().catch((error: unknown) => error)
  expect(error).toBeInstanceOf(AssertionError)
  expect((error as Error).message).toContain(message)
})
