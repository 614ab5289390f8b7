import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  eventsOf,
  type StreamEvent,
} from '../../../../../../src/integrations/server/page/browser/event-stream.ts'

async function read(...pieces: readonly string[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of eventsOf(piecesOf(pieces))) events.push(event)
  return events
}

async function* piecesOf(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}

test('messages with their number and kind', async () => {
  expect(
    await read('retry: 1000\n\n: hello\nid: 7\nevent: port\ndata: {"a":1}\n\ndata: x\ndata:y\n\n'),
  ).toEqual([
    { id: '7', type: 'port', data: '{"a":1}' },
    { id: '7', type: 'message', data: 'x\ny' },
  ])
})

test('a message that does not end is none; one without data neither', async () => {
  expect(await read('event: port\n\ndata: x\n')).toEqual([])
})

test('it does not matter where pieces and lines end', async () => {
  const events = [...Array(5).keys()].map((at) => ({ id: String(at), type: 'port', data: `{"at":${at}}` }))
  const endings = fc.constantFrom('\n', '\r\n', '\r')
  await fc.assert(
    fc.asyncProperty(endings, fc.array(fc.nat(200)), async (end, cuts) => {
      const lines = events.flatMap(({ id, type, data }) => [
        `id: ${id}`,
        `event: ${type}`,
        `data: ${data}`,
        '',
      ])
      const text = lines.map((line) => line + end).join('') + end
      const places = [0, ...[...cuts].sort((a, b) => a - b), text.length]
      const pieces = places.slice(1).map((place, at) => text.slice(places[at], place))
      expect(await read(...pieces, ': end\n')).toEqual(events)
    }),
  )
})

test('what has no end is given up', async () => {
  const piece = 'x'.repeat(100_000)
  await expect(read('data: ', ...Array<string>(11).fill(piece))).rejects.toThrow('too long')
  await expect(read(...Array<string>(11).fill(`data: ${piece}\n`))).rejects.toThrow('too long')
  expect(await read(...Array<string>(11).fill(`data: ${piece}\n\n`))).toHaveLength(11)
})
