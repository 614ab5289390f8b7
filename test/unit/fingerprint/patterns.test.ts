import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { unsafeReason } from '../../../src/fingerprint/pattern-safety.ts'
import {
  describeSoftware,
  productRules,
  type FieldKind,
} from '../../../src/fingerprint/products/describe-software.ts'
import { webJsonRules } from '../../../src/fingerprint/products/rules-web-json.ts'
import { webHeaderRules, webViaRules } from '../../../src/fingerprint/products/rules-web-fields.ts'
import { webFrontRules } from '../../../src/fingerprint/products/rules-web-fronts.ts'
import { webMetricRules, webTextRules } from '../../../src/fingerprint/products/rules-web-texts.ts'
import { webTitleRules } from '../../../src/fingerprint/products/rules-web-titles.ts'
import { systemPatterns } from '../../../src/fingerprint/products/operating-system.ts'
import { recognize } from '../../../src/fingerprint/recognize.ts'
import { commonServices, optInServices } from '../../../src/fingerprint/services/index.ts'
import { attackTexts } from '../../support/attack-texts.ts'
import { processorTime } from '../../support/processor-time.ts'

const services = [...commonServices, ...optInServices]
const kinds = Object.keys(productRules) as FieldKind[]
const shipped = [
  ...new Map(
    [
      ...kinds.flatMap((kind) => [...productRules[kind]].map(({ on }) => on)),
      ...[webHeaderRules, webFrontRules, webViaRules, webTitleRules, webTextRules, webMetricRules]
        .flatMap((rules) => [...rules])
        .map(({ on }) => on),
      ...webJsonRules.flatMap(({ where }) => Object.values(where)),
      ...systemPatterns,
    ].map((on) => [`${on}`, on]),
  ).values(),
]

interface Literal {
  readonly file: string
  readonly expression: RegExp
}

/** The regular expressions in the TypeScript files of a folder, as they are written. */
function literals(folder: string): Literal[] {
  const found: Literal[] = []
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /rules-/.test(file)) continue
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/')
        found.push({ file, expression: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) })
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

const written = literals('src/fingerprint')

describe('every shipped pattern', () => {
  it('keeps the rules that patterns of users must keep', () => {
    expect(shipped.flatMap((on) => unsafeReason(on) ?? [])).toEqual([])
  })

  it('is proved safe by a static checker', () => {
    const unsafe = (expression: RegExp): boolean =>
      checkSync(expression.source, expression.flags, { checker: 'automaton', timeout: 10_000 }).status !==
      'safe'
    // The checker works at all.
    expect([/^(a+)+$/, /a*a*a*$/].map(unsafe)).toEqual([true, true])
    expect(shipped.filter(unsafe).map(String)).toEqual([])
  }, 60_000)
})

const starts = [
  '',
  'SSH-2.0-',
  '220 ',
  '220-',
  '+OK ',
  '-ERR ',
  '* OK ',
  'HTTP/1.1 200 OK\r\nServer: ',
  '$9\r\n',
  'VERSION ',
]

describe('hostile texts (H43)', () => {
  it('has two hundred of them', () => expect(new Set(attackTexts).size).toBe(200))

  // 5 ms each is the aim; the bound is ten times that, for machines that are slow.
  const BOUND = 50
  const milliseconds = (run: () => unknown): number => {
    let best = Infinity
    for (let turn = 0; turn < 3 && best > BOUND / 10; turn++) {
      best = Math.min(best, processorTime(run))
    }
    return best
  }

  it('cost no shipped pattern any time', { timeout: 60_000 }, () => {
    // An expression never gets more than 4 KiB.
    const texts = attackTexts.flatMap((text) => [text.slice(0, 4_096), text.slice(-4_096)])
    const slow = [...shipped, ...written.map(({ expression }) => expression)].filter((on) =>
      texts.some((text) => milliseconds(() => on.exec(text)) > BOUND),
    )
    expect(slow.map(String)).toEqual([])
  })

  it.each(kinds)('cost product rules of %s no time', (kind) => {
    const times = attackTexts.map((text) => milliseconds(() => describeSoftware(kind, text)))
    expect(Math.max(...times)).toBeLessThan(BOUND)
  })

  it('cost the matchers no time, whatever they stand behind', { timeout: 60_000 }, () => {
    const times = starts.flatMap((start) =>
      attackTexts.map((text) => {
        const bytes = Buffer.from(`${start}${text}`, 'latin1').subarray(0, 16_384)
        return milliseconds(() => recognize(bytes, { transport: 'tcp' }, services))
      }),
    )
    expect(Math.max(...times)).toBeLessThan(BOUND)
  })
})

describe('every regular expression written in this room', () => {
  it('is proved safe as well', () => {
    const unsafe = written.filter(({ expression }) => {
      const { source, flags } = expression
      return checkSync(source, flags, { checker: 'automaton', timeout: 10_000 }).status !== 'safe'
    })
    expect(unsafe.map(({ file, expression }) => `${file}: ${expression}`)).toEqual([])
  }, 60_000)
})
