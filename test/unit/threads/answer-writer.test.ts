import { expect, test } from 'vitest'
import { writeAnswer } from '../../../src/threads/answer-writer.ts'
import { ANSWER_WORDS, AT_BIND, LOCAL } from '../../../src/threads/dial-records.ts'
import { RecordRing } from '../../../src/threads/record-ring.ts'

function ring(): RecordRing {
  return new RecordRing(RecordRing.memory(4, ANSWER_WORDS), ANSWER_WORDS)
}

test('an answer says id, code, microseconds, and where it was said', () => {
  const answers = ring()
  writeAnswer(answers, () => {}, 7, 111, 12.3456)
  writeAnswer(answers, () => {}, 8, -1, 1e9, true, true)
  const read = (): number[] => {
    const at = answers.peek()
    const record = [...answers.words.subarray(at, at + ANSWER_WORDS)]
    answers.release()
    return record
  }
  expect(read()).toEqual([7, 111, 12_346, 0])
  expect(read()).toEqual([8, -1, 2 ** 31 - 1, LOCAL | AT_BIND])
})

test('who sleeps is woken once, and who is awake is not', () => {
  const answers = ring()
  let woken = 0
  const wake = (): void => void woken++
  writeAnswer(answers, wake, 1, 0, 1)
  expect(woken).toBe(0)
  answers.release()
  answers.fallAsleep()
  writeAnswer(answers, wake, 2, 0, 1)
  writeAnswer(answers, wake, 3, 0, 1)
  expect(woken).toBe(1)
})
