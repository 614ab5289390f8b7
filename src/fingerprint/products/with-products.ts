import { known } from '../field.ts'
import type { DetailStep, Match, ServiceProbe } from '../service-probe.ts'
import type { SoftwareFacts } from './product-rule.ts'
import type { ProductSource } from './product-source.ts'
import { toldFields } from './told-fields.ts'

/**
 * The same probes, knowing the products of these sources too. What the probes find themselves stays: a source adds
 * product, vendor, version, operating system, device, host name and CPE where there was none, and of a product that was
 * found already only what agrees with it.
 *
 * @example
 * const probes = withProducts(commonServices, await loadRecog('recog'))
 * for await (const port of scan(targets, { services: { probes } })) use(port)
 */
export function withProducts(
  probes: readonly ServiceProbe[],
  ...sources: readonly ProductSource[]
): readonly ServiceProbe[] {
  const enrich = (match: Match): Match => enriched(match, sources)
  return probes.map((probe) => {
    const { matchers, detail, datagramDetail } = probe
    return {
      ...probe,
      matchers: matchers.map((matcher) => (answer, context) => {
        const match = matcher(answer, context)
        return match && enrich(match)
      }),
      ...(detail && { detail: enrichedSteps(detail, enrich) }),
      ...(datagramDetail && { datagramDetail: enrichedSteps(datagramDetail, enrich) }),
    }
  })
}

type Steps = NonNullable<ServiceProbe['detail']>

function enrichedSteps(detail: Steps, enrich: (match: Match) => Match): Steps {
  return (match, step, context) => {
    const next = detail(match, step, context)
    if (next === undefined) return undefined
    const merge: DetailStep['merge'] = (known, answer, from) => enrich(next.merge(known, answer, from))
    return { ...next, merge }
  }
}

function enriched(match: Match, sources: readonly ProductSource[]): Match {
  let best = match
  for (const [field, text] of toldFields(match)) {
    for (const source of sources) {
      const facts = source.describe(field, text)
      const more = facts && additions(best, facts)
      if (more === undefined || Object.keys(more).length === 0) continue
      best = { ...best, ...more, evidence: withSource(best.evidence, source.name) }
    }
  }
  return best
}

/** What the facts add, without a word against what is known. */
function additions(match: Match, facts: SoftwareFacts): Partial<Match> {
  const { product, vendor, version, cpe: names = [], ...others } = facts
  const agreed = product !== undefined && (match.product === undefined || isSame(match.product, product))
  const ofProduct = agreed ? { product, vendor, version } : {}
  const missing = Object.entries({ ...ofProduct, ...others }).filter(
    ([key, value]) => value !== undefined && match[key as keyof Match] === undefined,
  )
  const had = match.cpe ?? []
  const more = names.filter(
    (name) => (agreed || partOf(name) !== 'a') && !had.some((one) => partOf(one) === partOf(name)),
  )
  return known({ ...Object.fromEntries(missing), cpe: more.length > 0 ? [...had, ...more] : undefined })
}

function isSame(ours: string, theirs: string): boolean {
  const [a = '', b = ''] = [ours, theirs].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  return a === b || (Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a)))
}

/** `'a'`, `'o'` or `'h'` of a CPE 2.3 name. */
function partOf(name: string): string | undefined {
  return name.split(':', 3)[2]
}

function withSource(evidence: string, name: string): string {
  return evidence.endsWith(`; ${name}`) ? evidence : `${evidence}; ${name}`
}
