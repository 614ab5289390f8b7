import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFor, namesIn } from '../../../src/resolve/dns-answer.ts'
import { readMessage, RECORD } from '../../../src/resolve/dns-message.ts'
import { wireName } from '../../../src/resolve/dns-name.ts'
import { isReplyTo } from '../../../src/resolve/dns-query.ts'
import { loadCodec } from '../../../src/resolve/dns-resolver-codec.ts'
import { a, cname, PTR, QUESTION_NAME, record, reply, TXT, wire } from '../../support/dns-bytes.ts'
import { processorTime } from '../../support/processor-time.ts'

const codec = await loadCodec()
const query = Buffer.from(codec.query(0x1234, 'host.example', RECORD.A, true))

/** Everything that the resolver does with bytes that came. */
function digest(bytes: Uint8Array): unknown {
  const matches = isReplyTo(query, bytes)
  const message = readMessage(bytes)
  if (message === undefined) return matches
  for (const type of [RECORD.A, RECORD.AAAA, RECORD.PTR] as const) {
    const answer = answerFor(message, wireName('host.example'), type, 8)
    if (answer === undefined) continue
    if (type === RECORD.PTR) namesIn(message, answer)
    else answer.records.forEach((one) => codec.address(message.bytes, one))
  }
  return message
}

function milliseconds(run: () => void): number {
  run()
  return Math.min(...Array.from({ length: 5 }, () => processorTime(run)))
}

const pointer = (offset: number): Buffer => Buffer.from([0xc0 | (offset >> 8), offset & 0xff])

describe('what breaks a rule is no message (H35)', () => {
  const after = query.length - 11
  const cases: Record<string, Buffer> = {
    empty: Buffer.alloc(0),
    'half a header': Buffer.alloc(11),
    'counts beyond the bytes': reply(query, { counts: [1, 65_535, 65_535, 65_535] }),
    'one record too many': reply(query, { counts: [1, 2, 0, 0], answers: [a(QUESTION_NAME, '192.0.2.1')] }),
    'two questions promised': reply(query, { counts: [2, 0, 0, 0] }),
    'a pointer to itself': reply(query, { answers: [a(pointer(after), '192.0.2.1')] }),
    'a pointer forward': reply(query, { answers: [a(pointer(after + 4), '192.0.2.1')] }),
    'a pointer out of range': reply(query, { answers: [a(pointer(0x3fff), '192.0.2.1')] }),
    'a label of a reserved kind': reply(query, { answers: [a(Buffer.from([0x40, 0]), '192.0.2.1')] }),
    'a label over the end': reply(query, { counts: [1, 1, 0, 0], answers: [Buffer.alloc(11, 60)] }),
    'a name of 256 octets': reply(query, {
      answers: [a(wire([...Array<string>(4).fill('x'.repeat(62)), 'ab'].join('.')), '192.0.2.1')],
    }),
    'data over the end': reply(query, {
      answers: [record(QUESTION_NAME, TXT, Buffer.alloc(9)).subarray(0, -1)],
    }),
    'an A of 5 octets': reply(query, { answers: [record(QUESTION_NAME, RECORD.A, Buffer.alloc(5))] }),
    'an AAAA of 4 octets': reply(query, { answers: [record(QUESTION_NAME, RECORD.AAAA, Buffer.alloc(4))] }),
    'an alias that is longer than its data': reply(query, {
      answers: [cname(QUESTION_NAME, wire('a.example').subarray(0, 5))],
    }),
    'an alias that is shorter than its data': reply(query, {
      answers: [cname(QUESTION_NAME, Buffer.concat([wire('a'), wire('b')]))],
    }),
  }
  test.each(Object.entries(cases))('%s', (_, bytes) => {
    expect(readMessage(bytes)).toBeUndefined()
  })
})

describe('time', () => {
  const header = (counts: readonly number[]): Buffer => {
    const bytes = reply(query, {
      counts: counts as [number, number, number, number],
      question: Buffer.alloc(0),
    })
    return bytes
  }
  // Names of 255 octets, and each record's owner a pointer to them: what costs a naive parser most.
  function dense(length: number): Buffer {
    const long = [...Array<string>(126).fill('x'), 'y'].join('.')
    const first = a(long, '192.0.2.1')
    const question = query.subarray(12, query.length - 11)
    const room = length - 12 - question.length - first.length
    const one = a(pointer(12 + question.length), '192.0.2.1')
    return reply(query, {
      question,
      answers: [first, ...Array<Buffer>(Math.floor(room / one.length)).fill(one)],
    })
  }
  // A chain of pointers as long as the message allows, and every record walks it.
  function hopping(length: number): Buffer {
    const hops: Buffer[] = [Buffer.from([0, 0])]
    const start = query.length - 11 + 11
    for (let i = 1; i < length / 4; i++) hops.push(pointer(Math.min(0x3fff, start + (i - 1) * 2)))
    const data = Buffer.concat(hops)
    const last = Math.min(start + 120 * 2, start + data.length - 2)
    const records = Array<Buffer>(Math.floor(length / 2 / 16)).fill(a(pointer(last), '192.0.2.1'))
    return reply(query, { answers: [record(Buffer.of(0), TXT, data), ...records] })
  }

  test('these are messages that pass the guard', () => {
    for (const bytes of [dense(512), hopping(470), dense(65_000), hopping(65_000)]) {
      expect(readMessage(bytes)!.answers.length).toBeGreaterThan(10)
    }
  })

  test.each([
    ['counts of 65,535', header([65_535, 65_535, 65_535, 65_535])],
    ['512 zeros behind counts', Buffer.concat([header([65_535, 65_535, 65_535, 65_535]), Buffer.alloc(500)])],
    ['512 octets of long names', dense(512)],
    ['512 octets of pointers', hopping(470)],
  ])('%s take under a millisecond (H35)', (_, bytes) => {
    expect(bytes.length).toBeLessThanOrEqual(530)
    // Ten times the bound that is meant: this machine may be busy.
    expect(milliseconds(() => digest(bytes))).toBeLessThan(10)
  })

  test.each([
    ['long names', dense(65_000)],
    ['pointers', hopping(65_000)],
    [
      'one name 4,000 times',
      reply(query, { answers: Array<Buffer>(4000).fill(a(QUESTION_NAME, '192.0.2.1')) }),
    ],
    ['one long text', reply(query, { answers: [record(QUESTION_NAME, TXT, Buffer.alloc(65_000))] })],
  ])('64 KiB of %s do not hold up the loop (H38)', (_, bytes) => {
    expect(milliseconds(() => digest(bytes))).toBeLessThan(50)
  })
})

describe('random bytes', () => {
  const sample = reply(query, {
    answers: [
      cname(QUESTION_NAME, 'b.example'),
      a('b.example', '192.0.2.1'),
      record(QUESTION_NAME, RECORD.AAAA, Buffer.alloc(16, 1)),
      record(QUESTION_NAME, PTR, wire('ptr.example')),
    ],
  })

  test('never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void digest(bytes)),
      { numRuns: 2000 },
    )
  })

  test('behind a right header and question never throw', () => {
    const head = reply(query).subarray(0, query.length - 11)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(20), fc.nat(5), (tail, answers, others) => {
        const bytes = Buffer.concat([head, tail])
        bytes.writeUInt16BE(answers, 6)
        bytes.writeUInt16BE(others, 8)
        digest(bytes)
      }),
      { numRuns: 2000 },
    )
  })

  test('mutations of a good answer never throw, and none is taken for an answer to another question', () => {
    const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(sample.length), (changes, cut) => {
        const bytes = Buffer.from(sample.subarray(0, cut < 20 ? sample.length : cut))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        digest(bytes)
        if (!isReplyTo(query, bytes)) return
        expect(bytes.readUInt16BE(0)).toBe(0x1234)
        expect(bytes[2]! & 0xf8).toBe(0x80)
        const bare = bytes.length === 12
        if (!bare)
          expect(bytes.subarray(12, query.length - 11)).toEqual(query.subarray(12, query.length - 11))
      }),
      { numRuns: 3000 },
    )
  })
})
