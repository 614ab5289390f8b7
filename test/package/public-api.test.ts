import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publicApi, snapshot } from '../../scripts/public-api.mjs'

test('the public API is the one that was agreed on', () => {
  const agreed = readFileSync(snapshot, 'utf8').replaceAll('\r\n', '\n')
  expect(publicApi(), 'The public API has changed. If that is meant: npm run api:update').toBe(agreed)
})

test('what only the inside needs is not in the types', () => {
  expect(publicApi()).not.toMatch(/\b(OpenBlock|PendingPort|HostLane|LaneRing|Ledger)\b/)
})
