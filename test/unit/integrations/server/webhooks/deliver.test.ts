import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { noTelemetry } from '../../../../../src/integrations/server/telemetry/telemetry.ts'
import { deliver, pauseAfter } from '../../../../../src/integrations/server/webhooks/deliver.ts'
import type { ClaimedDelivery } from '../../../../../src/integrations/server/webhooks/webhook.ts'

async function delivered(status: number, more: Partial<ClaimedDelivery> = {}) {
  const received: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    received.push(request.headers)
    request.resume().on('end', () => response.writeHead(status).end())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  const delivery: ClaimedDelivery = {
    ...{
      id: 'd',
      tenant: 't',
      webhook_id: 'w',
      event: 'ping',
      status: 'pending',
      attempts: 1,
      created_at: '',
    },
    ...{
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      secret: Buffer.alloc(32),
      body: '{}',
    },
    ...more,
  }
  const ends: unknown[] = []
  const told: string[] = []
  const count = await deliver({
    outbox: {
      claim: () => Promise.resolve([delivery]),
      delivered: ({ id }) => Promise.resolve(void ends.push(id)),
      failed: (_delivery, error, retryMs) => Promise.resolve(void ends.push([error, retryMs])),
    },
    telemetry: { ...noTelemetry, webhookTried: (outcome) => told.push(outcome) },
    ...{
      now: () => new Date(5_000),
      random: () => 0,
      timeoutMs: 20_000,
      signal: new AbortController().signal,
    },
    scope: { refusal: () => undefined },
    resolver: { resolve: () => Promise.resolve([]) },
  })
  return { count, ends, told, received }
}

test('what was taken is told, signed with the time of this try', async () => {
  const { count, ends, told, received } = await delivered(200)
  expect({ count, ends, told }).toEqual({ count: 1, ends: ['d'], told: ['delivered'] })
  expect(received).toMatchObject([{ 'webhook-id': 'd', 'webhook-timestamp': '5' }])
})

test('what was not is tried again later, or given up', async () => {
  expect(await delivered(500)).toMatchObject({ ends: [['expected 2xx, got 500', 5_000]], told: ['failed'] })
  expect(await delivered(500, { attempts: 12 })).toMatchObject({
    ends: [['expected 2xx, got 500', undefined]],
    told: ['dead'],
  })
})

test('nobody there', async () => {
  const { ends } = await delivered(200, { url: 'http://127.0.0.1:1/' })
  expect(ends).toMatchObject([[expect.stringContaining('ECONNREFUSED'), 5_000]])
})

test('pauses double up to two hours, and end after about ten', () => {
  const pauses = Array.from({ length: 12 }, (_, at) => pauseAfter(at + 1, () => 0))
  expect(pauses.slice(0, 3)).toEqual([5_000, 10_000, 20_000])
  expect(pauses.at(-2)).toBe(5_120_000)
  expect(pauses.at(-1)).toBeUndefined()
  expect(pauseAfter(3, () => 1)).toBe(15_000)
})
