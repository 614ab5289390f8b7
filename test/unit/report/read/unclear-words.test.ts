import { expect, test } from 'vitest'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'

test('each word is told once', () => {
  const unclear = new UnclearWords()
  for (const word of ['a', 'b\x1b', 'a']) unclear.add(word, 'left out')
  expect([...unclear.warnings()]).toEqual([
    { kind: 'warning', code: 'report-unclear', message: 'a: left out (2 times)' },
    { kind: 'warning', code: 'report-unclear', message: 'b\\x1b: left out' },
  ])
})
