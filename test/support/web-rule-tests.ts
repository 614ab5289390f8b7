import { expect, test } from 'vitest'
import { firstRule, type ProductRule } from '../../src/fingerprint/products/product-rule.ts'

/** What a web server shows, and the product and version that it must come out as. */
export type WebExample = readonly [text: string, product: string, version?: string]

/** The tests of one list of rules for what web servers show: its examples come out right, the others say nothing. */
export function webRuleTests(
  rules: Iterable<ProductRule>,
  texts: readonly WebExample[],
  others: readonly string[] = [],
): void {
  for (const [text, product, version] of texts) {
    test(`${JSON.stringify(text)} is ${product} ${version ?? ''}`, () => {
      const facts = firstRule(rules, text)
      expect([facts?.product, facts?.version]).toEqual([product, version])
    })
  }
  for (const text of others) {
    test(`${JSON.stringify(text)} says nothing`, () => expect(firstRule(rules, text)).toBeUndefined())
  }
}
