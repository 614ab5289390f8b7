import { afterEach, expect, test, vi } from 'vitest'
import { readBaseline, updatesBaselines } from '../../../../src/testing/matchers/baseline-file.ts'

afterEach(() => void vi.unstubAllEnvs())

test.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['1', true],
  ['true', true],
])('PORTSCAN_UPDATE=%s', (value, updates) => {
  vi.stubEnv('PORTSCAN_UPDATE', value)
  expect(updatesBaselines()).toBe(updates)
})

test('a file that is not there may be written, or it is told how', async () => {
  expect(await readBaseline('not-there.json', true)).toBeUndefined()
  await expect(readBaseline('not-there.json', false)).rejects.toMatchObject({
    code: 'ERR_OPTION',
    input: 'not-there.json',
  })
})
