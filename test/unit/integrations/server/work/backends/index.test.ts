import { expect, test } from 'vitest'
import { allBackends } from '../../../../../../src/integrations/server/work/backends/index.ts'

test('each is there under its own name', () => {
  const backends = allBackends()
  expect(Object.keys(backends).toSorted()).toEqual(['connect', 'masscan', 'native', 'nmap', 'rustscan'])
  for (const [name, backend] of Object.entries(backends)) expect(backend.name).toBe(name)
})
