import { expect, test } from 'vitest'
import { deliveryOf } from '../../../../../src/integrations/server/store/delivery-row.ts'

const at = new Date('2026-01-01T00:00:00Z')
const row = {
  ...{
    id: 'd',
    tenant: 't',
    webhook_id: 'w',
    event: 'ping' as const,
    attempts: 1,
    created_at: at,
    due_at: at,
  },
}

test('what waits says when it is next tried, what was told when that was, what was given up why', () => {
  const pending = deliveryOf({ ...row, status: 'pending', ended_at: null, error: null })
  expect(pending).toMatchObject({ due_at: at.toISOString() })
  expect(pending).not.toHaveProperty('error')
  const delivered = deliveryOf({ ...row, status: 'delivered', ended_at: at, error: null })
  expect(delivered).toMatchObject({ delivered_at: at.toISOString() })
  expect(delivered).not.toHaveProperty('due_at')
  const dead = deliveryOf({ ...row, status: 'dead', ended_at: at, error: 'expected 2xx, got 500' })
  expect(dead).toMatchObject({ error: 'expected 2xx, got 500' })
  expect(dead).not.toHaveProperty('delivered_at')
})
