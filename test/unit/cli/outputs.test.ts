import { expect, test } from 'vitest'
import { allOutputs } from '../../../src/cli/outputs.ts'
import type { Sink } from '../../../src/cli/sink.ts'
import { csvWriter, ndjsonWriter } from '../../../src/report/index.ts'
import { head, openPort, tail } from '../report/arbitrary-events.ts'

function memorySink(
  facts: { closed?: boolean; wait?: Promise<void> } = {},
): Sink & { text: string; ended: boolean } {
  return {
    text: '',
    ended: false,
    closed: facts.closed ?? false,
    write(text) {
      this.text += text
      return facts.wait
    },
    flush: () => Promise.resolve(),
    async end() {
      this.ended = true
    },
  }
}

test('each output gets all events in its own format', async () => {
  const [table, lines] = [memorySink(), memorySink()]
  const outputs = allOutputs([
    { writer: csvWriter(), sink: table },
    { writer: ndjsonWriter(), sink: lines },
  ])
  expect(outputs.begin(head)).toBeUndefined()
  expect(outputs.event(openPort())).toBeUndefined()
  await outputs.end(tail)
  expect(table.text.split('\r\n')).toHaveLength(3)
  expect(JSON.parse(lines.text.split('\n')[1]!)).toEqual(openPort())
  expect([table.ended, lines.ended]).toEqual([true, true])
})

test('the slowest one sets the pace', async () => {
  let take = (): void => {}
  const wait = new Promise<void>((resolve) => (take = resolve))
  const outputs = allOutputs([
    { writer: ndjsonWriter(), sink: memorySink() },
    { writer: ndjsonWriter(), sink: memorySink({ wait }) },
  ])
  let taken = false
  const written = outputs.event(openPort())?.then(() => (taken = true))
  await new Promise((later) => setImmediate(later))
  expect(taken).toBe(false)
  take()
  await written
  expect(taken).toBe(true)
})

test('is closed when nobody reads any of them', () => {
  const [open, closed] = [memorySink(), memorySink({ closed: true })]
  const of = (...sinks: Sink[]) => allOutputs(sinks.map((sink) => ({ writer: ndjsonWriter(), sink })))
  expect(of(open, closed).closed).toBe(false)
  expect(of(closed).closed).toBe(true)
  void of(open, closed).event(openPort())
  expect(closed.text).toBe('')
  expect(open.text).not.toBe('')
})
