import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  AnswerContext,
  HelloContext,
  Match,
  ServiceProbe,
} from '../../../../src/fingerprint/service-probe.ts'
import { commonServices, optInServices } from '../../../../src/fingerprint/services/index.ts'
import { bytes, recordings } from '../../../fixtures/services/index.ts'

const hello: HelloContext = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }
/** Times the usual number of runs: the long form is `npm run lab:fuzz`. */
const SCALE = Number(process.env['FUZZ_SCALE'] ?? 1)
const LONG = 20_000 * SCALE
const own = [...commonServices, ...optInServices].filter(({ name }) => name in recordings)
const samples = Object.values(recordings).flatMap((texts) => Object.values(texts).map(bytes))

const contexts = fc.record(
  {
    transport: fc.constantFrom('tcp' as const, 'udp' as const),
    port: fc.constantFrom(21, 22, 25, 53, 110, 143, 3306, 5432, 6379, 11211, 40000),
    probe: fc.constantFrom('listen', 'http', ...own.map(({ name }) => name)),
    sent: fc.uint8Array({ maxLength: 40 }),
  },
  { requiredKeys: ['transport'] },
)

/** A recorded answer with some bytes changed, cut off, put in twice; or no answer of anybody's. */
const hostile = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 6 }),
      fc.nat(600),
      fc.constantFrom(...samples, Buffer.alloc(0)),
    )
    .map(([sample, changes, length, more]) => {
      const answer = Buffer.concat([sample.subarray(0, length), more])
      for (const [at, value] of changes) if (at < answer.length) answer[at] = value
      return answer
    }),
)

/** No field is longer than a field may be, and none but `evidence` and details may be empty. */
function check(match: Match): void {
  expect(match.evidence).not.toBe('')
  for (const [key, value] of Object.entries(match)) {
    if (typeof value !== 'string') continue
    expect([key, value.length > 0 && value.length <= 512]).toEqual([key, true])
    expect(value).not.toMatch(/[\0-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
  }
  expect(JSON.stringify(match).length).toBeLessThan(40_000)
}

function steps(probe: ServiceProbe, match: Match): void {
  for (let step = 0; step < 4; step++) {
    const next = probe.detail?.(match, step, hello)
    if (!next) return
    for (const sample of samples) {
      next.enough?.(sample)
      check(next.merge(match, sample, { transport: 'tcp', probe: probe.name, sent: next.send }))
    }
  }
}

/** As its own question and answer, and as the answer to nobody's question in particular. */
function askedBy(probe: ServiceProbe): AnswerContext[] {
  const asked = { transport: 'tcp' as const, probe: probe.name }
  return [asked, { ...asked, ...(probe.hello && { sent: probe.hello(hello) }) }]
}

function recordingsOf({ name }: ServiceProbe): Uint8Array[] {
  return Object.values(recordings[name] ?? {}).map(bytes)
}

function matchesOf(
  probes: readonly ServiceProbe[],
  answers: readonly Uint8Array[],
  context: AnswerContext,
): Match[] {
  return probes.flatMap(({ matchers }) =>
    answers.flatMap((answer) => matchers.flatMap((matcher) => matcher(answer, context) ?? [])),
  )
}

/** What a probe's matchers say of another service, by who is to be asked further. */
const matchesInPassing = new Map<string, Match[]>()
for (const probe of own) {
  for (const match of askedBy(probe).flatMap((context) => matchesOf([probe], samples, context))) {
    const { name, by = name } = match
    if (by !== probe.name) matchesInPassing.set(by, [...(matchesInPassing.get(by) ?? []), match])
  }
}

describe.each(own.map((probe) => [probe.name, probe] as const))('%s', (_name, probe) => {
  it('reads hostile answers: never throws, gives bounded values', { timeout: LONG }, () => {
    fc.assert(
      fc.property(hostile, contexts, (answer, context) => {
        probe.enough?.(answer)
        probe.startTls?.accepted?.(answer)
        for (const matcher of probe.matchers) {
          const match = matcher(answer, context)
          if (match) check(match)
        }
      }),
      { numRuns: 1500 * SCALE },
    )
  })

  it('reads hostile answers to its further questions', { timeout: LONG }, () => {
    // Some recordings answer the question that is made here, most of them others like it.
    const found = [
      ...askedBy(probe).flatMap((context) => matchesOf(own, recordingsOf(probe), context)),
      ...askedBy(probe).flatMap((context) => matchesOf([probe], samples, context)),
      ...(matchesInPassing.get(probe.name) ?? []),
    ].filter(({ name, by = name }) => by === probe.name)
    const known = [...new Map(found.map((match) => [JSON.stringify(match), match])).values()]
    expect(known.length).toBeGreaterThan(0)
    for (const match of known) steps(probe, match)
    fc.assert(
      fc.property(hostile, fc.constantFrom(...known), fc.nat(2), (answer, match, step) => {
        const next = probe.detail?.(match, step, hello)
        if (!next) return
        next.enough?.(answer)
        check(next.merge(match, answer, { transport: 'tcp', probe: probe.name, sent: next.send }))
      }),
      { numRuns: 500 * SCALE },
    )
  })

  it('takes no answer of another service for its own', () => {
    for (const [name, texts] of Object.entries(recordings)) {
      if (name === probe.name) continue
      for (const text of Object.values(texts)) {
        for (const asked of [undefined, 'listen', 'http']) {
          const context = { transport: 'tcp' as const, ...(asked !== undefined && { probe: asked }) }
          const found = probe.matchers.flatMap((matcher) => matcher(bytes(text), context) ?? [])
          expect([text, found]).toEqual([text, []])
        }
      }
    }
  })

  it('reads 16 KiB without a line end', () => {
    for (const sample of samples) {
      const long = Buffer.concat([sample.subarray(0, 20), Buffer.alloc(16_364, 'x')])
      for (const matcher of probe.matchers) {
        const match = matcher(long, { transport: 'tcp', probe: probe.name })
        if (match) check(match)
      }
    }
  })
})
