import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeSoftware, type FieldKind } from '../../src/fingerprint/products/describe-software.ts'
import type { ProductRule } from '../../src/fingerprint/products/product-rule.ts'

/** A field as real software sends it, and what it must come out as. */
export type RuleExample = readonly [
  text: string,
  product: string | undefined,
  version?: string | undefined,
  os?: string | undefined,
]

/**
 * The tests of one list of product rules: its examples come out right, each by a rule of this list, and no rule
 * stands behind another one that takes all its texts.
 */
export function ruleTests(
  kind: FieldKind,
  list: Iterable<ProductRule>,
  examples: readonly RuleExample[],
): void {
  const rules = [...list]
  for (const [text, product, version, os] of examples) {
    it(`${kind}: ${text}`, () => {
      const facts = describeSoftware(kind, text)
      expect([facts.product, facts.version]).toEqual([product, version])
      if (os !== undefined) expect(facts.os).toBe(os)
      expect(rules.some(({ on }) => on.test(text))).toBe(true)
    })
  }

  it('has no rule that is never reached', () => {
    expect(rules.filter((rule) => isHidden(rule, rules)).map(({ on }) => `${on}`)).toEqual([])
  })

  it('names a product in every rule that names a CPE, vendor and product of it both', () => {
    for (const { cpe, product, on } of rules) {
      if (cpe === undefined) continue
      expect(cpe).toMatch(/^[a-z][\w.-]*:[\w./\\-]+$/)
      expect(product !== undefined || on.source.includes('(?<product>')).toBe(true)
    }
  })
}

function isHidden(rule: ProductRule, rules: readonly ProductRule[]): boolean {
  const matching = textsOf(rule.on)
    .flatMap((text) => [text, ` ${text} `])
    .filter((text) => rule.on.test(text))
  return matching.length > 0 && matching.every((text) => rules.find(({ on }) => on.test(text)) !== rule)
}

/** Texts made from a pattern: its assertions are left out, fast-check makes no texts for them. */
function textsOf(pattern: RegExp): string[] {
  const source = pattern.source
    .replaceAll('\\b', '')
    .replace(/\(\?[=!](?:\\.|[^()\\]|\([^()]*\))*\)/g, '')
    .replace(/\(\?<\w+>/g, '(?:')
  return fc.sample(fc.stringMatching(new RegExp(source)), { numRuns: 20, seed: 7 })
}
