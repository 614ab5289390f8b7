import { expect, test } from 'vitest'
import { loadApi } from '../../../../src/integrations/otel/load-api.ts'

test('the package is loaded where it is', async () => {
  expect(await loadApi()).toHaveProperty('trace')
})

test.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])(
  'where it is not (%s), the line to type is told',
  async (code) => {
    const missing = Object.assign(new Error('Cannot find it'), { code })
    await expect(loadApi(() => Promise.reject(missing))).rejects.toMatchObject({
      code: 'ERR_MISSING_PEER',
      input: '@opentelemetry/api',
      message: 'portscan-core/otel needs the package @opentelemetry/api: npm install @opentelemetry/api',
      cause: missing,
    })
  },
)

test('what fails inside it is thrown as it is', async () => {
  const broken = new TypeError('broken')
  await expect(loadApi(() => Promise.reject(broken))).rejects.toBe(broken)
})
