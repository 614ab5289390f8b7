import { expect, test } from 'vitest'
import { WEBHOOK_EVENTS } from '../../../../../src/integrations/server/webhooks/webhook.ts'

test('what can be told', () => {
  expect(WEBHOOK_EVENTS).toEqual(['host.changed', 'scan.ended'])
})
