import fc from 'fast-check'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { RecordRing } from '../../../src/threads/record-ring.ts'

const SIZE = 3

function rings(capacity: number): { writer: RecordRing; reader: RecordRing } {
  const memory = RecordRing.memory(capacity, SIZE)
  return { writer: new RecordRing(memory, SIZE), reader: new RecordRing(memory, SIZE) }
}

test('both sides know how many fit', () => {
  const { writer, reader } = rings(64)
  expect([writer.capacity, reader.capacity]).toEqual([64, 64])
})

test('the writer can tell how far the reader has got', () => {
  const { writer, reader } = rings(4)
  write(writer, 1)
  const first = writer.written
  write(writer, 2)
  const both = writer.written
  expect([writer.hasRead(first), writer.hasRead(both)]).toEqual([false, false])
  read(reader)
  expect([writer.hasRead(first), writer.hasRead(both)]).toEqual([true, false])
  read(reader)
  expect([writer.hasRead(first), writer.hasRead(both)]).toEqual([true, true])
})

test('so it can where the numbers have gone round', () => {
  const { writer, reader } = rings(4)
  writer.words.fill(2 ** 31 - 1, 0, 2)
  write(writer, 1)
  const one = writer.written
  expect(writer.hasRead(one)).toBe(false)
  read(reader)
  expect(writer.hasRead(one)).toBe(true)
})

function write(ring: RecordRing, value: number): boolean | undefined {
  const at = ring.reserve()
  if (at < 0) return undefined
  for (let word = 0; word < SIZE; word++) ring.words[at + word] = value + word
  return ring.commit()
}

function read(ring: RecordRing): readonly number[] | undefined {
  const at = ring.peek()
  if (at < 0) return undefined
  const record = [...ring.words.subarray(at, at + SIZE)]
  ring.release()
  return record
}

test('what is written is read, in its order, and no more fits than was asked for', () => {
  const capacity = 4
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (writes) => {
      const { writer, reader } = rings(capacity)
      const model: number[] = []
      let next = 0
      for (const writing of writes) {
        if (writing) {
          const told = write(writer, next)
          expect(told === undefined).toBe(model.length === capacity)
          if (told !== undefined) model.push(next)
          next += SIZE
        } else {
          const first = model.shift()
          expect(read(reader)).toEqual(first === undefined ? undefined : [first, first + 1, first + 2])
        }
      }
    }),
  )
})

test('positions go past what 32 bits hold', () => {
  const { writer, reader } = rings(2)
  // Both counters just below the turn to negative numbers, and later below the turn to 0.
  for (const position of [2 ** 31 - 1, -1]) {
    Atomics.store(writer.words, 0, position)
    Atomics.store(writer.words, 1, position)
    for (let value = 0; value < 5; value++) {
      write(writer, value)
      write(writer, value + 10)
      expect(write(writer, value + 20)).toBeUndefined()
      expect(read(reader)![0]).toBe(value)
      expect(read(reader)![0]).toBe(value + 10)
      expect(read(reader)).toBeUndefined()
    }
  }
})

test('the writer has to wake a reader that sleeps, once', () => {
  const { writer, reader } = rings(4)
  expect(write(writer, 1)).toBe(false)
  expect(reader.fallAsleep(), 'something is there').toBe(false)
  read(reader)
  expect(reader.fallAsleep()).toBe(true)
  expect(write(writer, 2)).toBe(true)
  expect(write(writer, 3)).toBe(false)
  read(reader)
  read(reader)
  expect(reader.fallAsleep()).toBe(true)
  reader.wakeUp()
  expect(write(writer, 4)).toBe(false)
})

test('between two threads nothing is lost, doubled or torn', { timeout: 30_000 }, async () => {
  const RECORDS = 200_000
  const memory = RecordRing.memory(64, SIZE)
  // The writer as plain words, so that the reader is tested against the layout and not against itself.
  const script = `
    const { workerData } = require('node:worker_threads')
    const words = new Int32Array(workerData)
    for (let value = 0; value < ${RECORDS};) {
      const written = Atomics.load(words, 0)
      if (written - Atomics.load(words, 1) === 64) continue
      const at = 4 + (written & 63) * ${SIZE}
      for (let word = 0; word < ${SIZE}; word++) words[at + word] = value
      Atomics.store(words, 0, written + 1)
      value++
    }`
  const worker = new Worker(script, { eval: true, workerData: memory })
  const reader = new RecordRing(memory, SIZE)
  let wrong = 0
  for (let value = 0; value < RECORDS;) {
    const record = read(reader)
    if (record === undefined) {
      await new Promise(setImmediate)
      continue
    }
    if (record.some((word) => word !== value)) wrong++
    value++
  }
  await worker.terminate()
  expect(wrong).toBe(0)
  expect(read(reader)).toBeUndefined()
})
