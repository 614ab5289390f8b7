import { expect, test } from 'vitest'
import { isReplyTo, isTruncated } from '../../../src/resolve/dns-query.ts'
import { a, QUESTION_NAME, reply, wire } from '../../support/dns-bytes.ts'

const query = Buffer.concat([
  Buffer.from('123401000001000000000000', 'hex'),
  wire('host.example'),
  Buffer.from([0, 1, 0, 1]),
])
const sample = reply(query, { answers: [a(QUESTION_NAME, '192.0.2.1')] })

function changed(at: number, value: number): Buffer {
  const bytes = Buffer.from(sample)
  bytes[at] = value
  return bytes
}

test('the reply to this query, and to no other', () => {
  expect(isReplyTo(query, sample)).toBe(true)
  for (let at = 12; at < query.length; at++)
    expect(isReplyTo(query, changed(at, sample[at]! ^ 1)), `octet ${at}`).toBe(false)
  expect(isReplyTo(query, changed(0, 0x13))).toBe(false)
  expect(isReplyTo(query, changed(1, 0x35))).toBe(false)
  // No response, another opcode, no question, two questions.
  for (const [at, value] of [
    [2, 0x01],
    [2, 0x91],
    [5, 0],
    [5, 2],
    [4, 1],
  ] as const)
    expect(isReplyTo(query, changed(at, value)), `${at}: ${value}`).toBe(false)
  for (let length = 0; length < query.length; length++)
    expect(isReplyTo(query, sample.subarray(0, length))).toBe(false)
})

test('a header alone is a reply only where it refuses', () => {
  const bare = (flags: number): Buffer =>
    reply(query, { flags, counts: [0, 0, 0, 0], question: Buffer.alloc(0) })
  expect([0x8181, 0x8184].map((flags) => isReplyTo(query, bare(flags)))).toEqual([true, true])
  expect([0x8180, 0x8182, 0x8183, 0x8185, 0x8381].some((flags) => isReplyTo(query, bare(flags)))).toBe(false)
})

test('the truncation bit', () => {
  expect(isTruncated(sample)).toBe(false)
  expect(isTruncated(changed(2, sample[2]! | 2))).toBe(true)
})

test('of 100,000 forged replies that do not know id and name none is accepted', () => {
  let accepted = 0
  const forged = Buffer.from(sample)
  for (let i = 0; i < 100_000; i++) {
    sample.copy(forged)
    if (i % 2 === 0) forged.writeUInt16BE((0x1234 + 1 + (i % 65_535)) & 0xffff, 0)
    else forged[12 + (i % (query.length - 12))]! ^= 1 + (i % 255)
    if (isReplyTo(query, forged)) accepted++
  }
  expect(accepted).toBe(0)
})
