import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describeSoftware,
  productRules,
  type FieldKind,
} from '../../../../src/fingerprint/products/describe-software.ts'
import type { ProductRule } from '../../../../src/fingerprint/products/product-rule.ts'
import { banners } from '../../../fixtures/products/banners.ts'

const kinds = Object.keys(productRules) as FieldKind[]

describe('describeSoftware', () => {
  for (const [kind, text, product, version, os] of banners) {
    it(`${kind}: ${text}`, () => {
      const facts = describeSoftware(kind, text)
      expect([facts.product, facts.version]).toEqual([product, version])
      if (os !== undefined) expect(facts.os).toBe(os)
    })
  }

  it('gives the CPE names of the application and of its system', () => {
    expect(describeSoftware('ssh', 'OpenSSH_9.2p1 Debian-2+deb12u3').cpe).toEqual([
      'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*',
      'cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*',
    ])
  })

  it('reads 512 characters of a field and keeps 256 of a value, without control characters', () => {
    const facts = describeSoftware('ssh', `Acme${'e'.repeat(600)}_1.0`)
    expect(facts.product).toBeUndefined()
    for (const value of Object.values(describeSoftware('ftp', `Acme\u001b[31m 1.2${'9'.repeat(700)}`))) {
      expect(String(value).length).toBeLessThanOrEqual(256)
      expect(String(value)).not.toMatch(/[\0-\x1f]/) // eslint-disable-line no-control-regex
    }
  })

  it('never throws, and never gives an empty or over-long value', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 700 }),
      fc.constantFrom(...banners.map(([, banner]) => banner)),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        (kind, parts) => {
          for (const value of Object.values(describeSoftware(kind, parts.join(' ')))) {
            const texts = Array.isArray(value) ? value : [value]
            for (const entry of texts as string[]) {
              expect(entry.length).toBeGreaterThan(0)
              expect(entry.length).toBeLessThanOrEqual(256)
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the rules', () => {
  // A text made from a rule's own pattern: assertions are left out, fast-check cannot make texts for them.
  const texts = (pattern: RegExp): string[] => {
    const source = pattern.source
      .replaceAll('\\b', '')
      .replace(/\(\?[=!](?:\\.|[^()\\]|\([^()]*\))*\)/g, '')
      .replace(/\(\?<\w+>/g, '(?:')
    return fc.sample(fc.stringMatching(new RegExp(source)), { numRuns: 20, seed: 7 })
  }

  // The rules of POP3 and IMAP end with those of SMTP, as their servers are often the same; those count there.
  const own = (kind: FieldKind): readonly ProductRule[] =>
    kind === 'smtp'
      ? productRules.smtp
      : productRules[kind].filter((rule) => !productRules.smtp.includes(rule))

  it.each(kinds)('of %s are all reached: none stands behind a rule that takes its texts', (kind) => {
    const rules = own(kind)
    const hidden = rules.filter((rule) => {
      const matching = texts(rule.on)
        .flatMap((text) => [text, ` ${text} `])
        .filter((text) => rule.on.test(text))
      return matching.length > 0 && matching.every((text) => rules.find(({ on }) => on.test(text)) !== rule)
    })
    expect(hidden.map(({ on, product }) => `${product}: ${on}`)).toEqual([])
  })
})
