import { expect, test } from 'vitest'
import { runExample } from './run-example.ts'

test('forgotten-port', async () => {
  const { code, stdout, stderr } = await runExample('testing/forgotten-port.test.ts')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^# pass 1$/m)
})
