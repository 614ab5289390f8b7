import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext, Match, ServiceProbe } from '../../../../src/fingerprint/service-probe.ts'
import { commonServices, optInServices } from '../../../../src/fingerprint/services/index.ts'
import { datagrams, type DatagramPair } from '../../../fixtures/services/datagrams.ts'
import { bytes, recordings } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }
/** Times the usual number of runs: the long form is `npm run lab:fuzz`. */
const SCALE = Number(process.env['FUZZ_SCALE'] ?? 1)
const services = [...commonServices, ...optInServices]
const speakers = services.filter(({ datagrams }) => datagrams !== undefined)
const byDatagramAlone = ({ hello, serverFirst }: ServiceProbe): boolean =>
  hello === undefined && serverFirst !== true
const pairs = Object.entries(datagrams).flatMap(([service, answers]) =>
  Object.entries(answers).map(([title, pair]) => [service, title, pair] as const),
)
const samples = pairs.map(([, , { received }]) => bytes(received))

/** Protocols whose answers repeat nothing of a question, or not all of them do: only their form speaks for them. */
const UNECHOED: ReadonlySet<string> = new Set(['dtls', 'tftp', 'xdmcp'])

function named(service: string, { sent, received }: DatagramPair) {
  return recognize(bytes(received), { transport: 'udp', probe: service, sent: bytes(sent) }, services)
}

describe.each(pairs)('%s, %s', (service, _title, pair) => {
  it('is verified by what it echoes of the question', () => {
    const confidence = UNECHOED.has(service) ? /^(?:structured|verified)$/ : /^verified$/
    expect(named(service, pair)).toMatchObject({
      name: service,
      confidence: expect.stringMatching(confidence) as unknown,
    })
  })

  it('is the answer to that question alone', () => {
    const other = bytes(pair.sent).map((byte) => byte ^ 0x01)
    expect(named(service, { ...pair, sent: Buffer.from(other).toString('latin1') })?.confidence).not.toBe(
      // Its answer repeats what was searched for, which is always the same.
      service === 'ssdp' ? undefined : 'verified',
    )
  })

  it('is nobody else’s, whatever was asked', () => {
    for (const { name } of speakers) {
      const found = recognize(bytes(pair.received), { transport: 'udp', probe: name }, services)
      if (found !== undefined) expect(found.name).toBe(service)
    }
  })

  it('is nothing that is said over TCP', () => {
    for (const texts of Object.values(recordings)) {
      for (const text of Object.values(texts)) {
        const found = recognize(bytes(text), { transport: 'tcp' }, services)
        expect(speakers.filter(byDatagramAlone).map(({ name }) => name)).not.toContain(found?.name)
      }
    }
  })
})

it('all datagram services have an answer here', () => {
  expect(Object.keys(datagrams).sort()).toEqual(speakers.map(({ name }) => name).sort())
})

const contexts: fc.Arbitrary<AnswerContext> = fc.record(
  {
    transport: fc.constant('udp' as const),
    port: fc.constantFrom(53, 123, 137, 161, 40_000),
    probe: fc.constantFrom(...speakers.map(({ name }) => name)),
    sent: fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(...pairs.map(([, , { sent }]) => bytes(sent))),
    ),
  },
  { requiredKeys: ['transport'] },
)

/** A recorded answer with some bytes changed or cut off, or no answer of anybody's. */
const hostile = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(400),
    )
    .map(([sample, changes, length]) => {
      const answer = Buffer.from(sample.subarray(0, length))
      for (const [at, value] of changes) if (at < answer.length) answer[at] = value
      return answer
    }),
)

/** No text is longer than a field may be, none carries a control character, and all of it is small. */
function check(match: Match): void {
  expect(match.evidence).not.toBe('')
  for (const value of Object.values(match)) {
    if (typeof value !== 'string') continue
    expect(value.length).toBeLessThanOrEqual(512)
    expect(value).not.toMatch(/[\0-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
  }
  expect(JSON.stringify(match).length).toBeLessThan(20_000)
}

function reads(probe: ServiceProbe, answer: Uint8Array, context: AnswerContext): void {
  for (const matcher of probe.matchers) {
    const match = matcher(answer, context)
    if (match === undefined) continue
    check(match)
    const step = match.name === probe.name ? probe.datagramDetail?.(match, 0, hello) : undefined
    if (step === undefined) continue
    for (const more of [answer, ...samples])
      check(step.merge(match, more, { transport: 'udp', sent: step.send }))
  }
}

it.each(speakers.map((probe) => [probe.name, probe] as const))(
  '%s reads hostile datagrams',
  { timeout: 20_000 * SCALE },
  (_name, probe) => {
    fc.assert(
      fc.property(hostile, contexts, (answer, context) => reads(probe, answer, context)),
      { numRuns: 800 * SCALE },
    )
    for (const sample of samples) {
      reads(probe, Buffer.concat([sample, Buffer.alloc(16_384 - sample.length, 'x')]), { transport: 'udp' })
      reads(probe, Buffer.concat([sample.subarray(0, 40), Buffer.alloc(16_000, 0xff)]), { transport: 'udp' })
    }
  },
)
