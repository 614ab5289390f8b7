import { expect, test } from 'vitest'
import { eventStream, hasEnded } from '../../../../../src/integrations/server/http/event-stream.ts'
import type { Progress } from '../../../../../src/integrations/server/model.ts'
import type { ScanEventRow } from '../../../../../src/integrations/server/store/store.ts'

function source(status: Progress, count: number) {
  const rows: ScanEventRow[] = []
  const add = () =>
    rows.push({ scan_id: 's', seq: rows.length + 1, at: 't', type: 'port', data: { text: 'a\nb\r\n\u2028' } })
  for (let at = 0; at < count; at++) add()
  const asked: number[] = []
  const now = { status }
  return {
    now,
    add,
    asked,
    events: (after: number, limit: number) => {
      asked.push(after)
      return Promise.resolve(rows.slice(after, after + limit))
    },
    status: () => Promise.resolve(now.status),
  }
}

const open = () => ({ after: 0, signal: new AbortController().signal, pollMs: 1 })

async function textOf(stream: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of stream) text += piece
  return text
}

test('an ended scan is told from the number on, each event on lines of its own, and ended', async () => {
  const text = await textOf(eventStream(source('done', 1_200), { ...open(), after: 1_198 }))
  expect(text).toBe(
    [
      'retry: 1000\n\n',
      'id: 1199\nevent: port\ndata: {"at":"t","text":"a\\nb\\r\\n\u2028"}\n\n',
      'id: 1200\nevent: port\ndata: {"at":"t","text":"a\\nb\\r\\n\u2028"}\n\n',
      'event: end\ndata: {"status":"done"}\n\n',
    ].join(''),
  )
})

test('what happens later comes when it happens', async () => {
  const from = source('in_progress', 1)
  const stream = eventStream(from, open())
  await stream.next()
  expect((await stream.next()).value).toContain('id: 1\n')
  const next = stream.next()
  from.add()
  expect((await next).value).toContain('id: 2\n')
  from.now.status = 'cancelled'
  expect((await stream.next()).value).toBe('event: end\ndata: {"status":"cancelled"}\n\n')
  expect((await stream.next()).done).toBe(true)
})

test('a reader that does not read makes nobody ask the store', async () => {
  const from = source('in_progress', 5_000)
  const stream = eventStream(from, open())
  await stream.next()
  await stream.next()
  const asked = from.asked.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(from.asked).toHaveLength(asked)
  await stream.return(undefined)
})

test('where nothing happens a sign of life comes, until the reader is gone', async () => {
  const gone = new AbortController()
  const stream = eventStream(source('pending', 0), { ...open(), signal: gone.signal, heartbeatMs: 1 })
  await stream.next()
  expect((await stream.next()).value).toBe(': still here\n\n')
  gone.abort()
  // It may have been about to say one more.
  const rest = await textOf(stream)
  expect(rest.replaceAll(': still here\n\n', '')).toBe('')
})

test('a scan that was thrown away meanwhile ends its stream', async () => {
  const from = { events: () => Promise.resolve([]), status: () => Promise.resolve(undefined) }
  expect(await textOf(eventStream(from, open()))).toContain('{"status":"gone"}')
})

test('which states are ends', () => {
  expect((['pending', 'in_progress', 'done', 'failed', 'cancelled'] as const).map(hasEnded)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ])
})
