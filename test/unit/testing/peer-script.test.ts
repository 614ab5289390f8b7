import { expect, test } from 'vitest'
import * as script from '../../../src/testing/peer-script.ts'
import type { Peer, PeerScript } from '../../../src/testing/peer-script.ts'

/** What a script does, as text. */
function played(play: PeerScript, heard: readonly string[] = [], time = 0): string[] {
  const done: string[] = []
  const timers: { at: number; run: () => void }[] = []
  let hear: (bytes: Uint8Array) => void = () => {}
  let now = 0
  const peer: Peer = {
    send: (bytes) => void done.push(`${now} ${Buffer.from(bytes).toString()}`),
    stream: (chunk) => void done.push(`stream ${chunk.length}`),
    halfClose: () => void done.push('half-close'),
    close: () => void done.push('close'),
    reset: () => void done.push('reset'),
    listen: (listener) => void (hear = listener),
    stopReading: () => void done.push('stop'),
    after: (ms, run) => void timers.push({ at: now + ms, run }),
  }
  play(peer)
  for (const text of heard) hear(Buffer.from(text))
  for (; now <= time; now++) for (const { at, run } of [...timers]) if (at === now) run()
  return done
}

test.each<[string, PeerScript, string[]]>([
  ['silent', script.silent, []],
  ['greets', script.greets('hello', script.closes), ['0 hello', 'close']],
  ['closes', script.closes, ['close']],
  ['halfCloses', script.halfCloses, ['half-close']],
  ['resets', script.resets, ['reset']],
  ['readsNothing', script.readsNothing, ['stop']],
  ['floods', script.floods(new Uint8Array(7)), ['stream 7']],
  ['later', script.later(3, script.greets('now')), ['3 now']],
  ['drips', script.drips(2, 'ab'), ['0 a', '2 b', '4 a']],
])('%s', (_name, play, does) => {
  expect(played(play, [], 5)).toEqual(does)
})

test('answers what it hears, or says nothing', () => {
  const play = script.answers((heard) => (heard[0] === 63 ? `${heard.length} bytes` : undefined))
  expect(played(play, ['?', 'no question', '???'])).toEqual(['0 1 bytes', '0 3 bytes'])
})
