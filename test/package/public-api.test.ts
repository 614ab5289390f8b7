import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entryPoints, publicApi } from '../../scripts/public-api.mjs'

test.each(Object.entries(entryPoints))(
  'the public API of %s is the one that was agreed on',
  (_name, entry) => {
    const agreed = readFileSync(entry.snapshot, 'utf8').replaceAll('\r\n', '\n')
    expect(publicApi(entry), 'The public API has changed. If that is meant: npm run api:update').toBe(agreed)
  },
)

test('what only the inside needs is not in the types', () => {
  expect(publicApi(entryPoints['.'])).not.toMatch(/\b(OpenBlock|PendingPort|HostLane|LaneRing|Ledger)\b/)
})
