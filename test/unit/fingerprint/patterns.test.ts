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
import {
  webHeaderRules,
  webMetricRules,
  webTextRules,
  webTitleRules,
} from '../../../src/fingerprint/products/rules-web-pages.ts'
import { systemPatterns } from '../../../src/fingerprint/products/operating-system.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'

const kinds = Object.keys(productRules) as FieldKind[]
const shipped = [
  ...new Map(
    [
      ...kinds.flatMap((kind) => productRules[kind].map(({ on }) => on)),
      ...[...webHeaderRules, ...webTitleRules, ...webTextRules, ...webMetricRules].map(({ on }) => on),
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

// Forty texts of 16 KiB: the starts of what rules look for, repeated, and what makes naive expressions back up.
const seeds = [
  'a',
  ' ',
  '0',
  '.',
  '-',
  '\n',
  '\r\n',
  '*',
  '(',
  '[',
  'a.',
  '1.',
  '1.1 ',
  '0.0.0.0 ',
  'a a ',
  '_a',
  'v1',
  '\t ',
  '"\\',
  '/',
  'FTP ',
  'a FTP server (',
  'Version ',
  'Sendmail ',
  'Sendmail AIX',
  'Microsoft Exchange ',
  'Cyrus IMAP4 ',
  'OpenSSH_',
  'VxWorks ',
  'AXIS A ',
  'Servlet 2.4; ',
  'UPnP/1.0 a ',
  'ProFTPD ',
  'RICOH ',
  'Debian-',
  '5.5.5-',
  '9.9.9-P',
  'x@y <a@',
  '220-a\r\n',
  '+OK <',
]
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

describe('hostile texts', () => {
  const attacks = seeds.map((seed) => seed.repeat(Math.ceil(16_384 / seed.length)).slice(0, 16_384))

  it('has forty of them', () => expect(attacks).toHaveLength(40))

  // 5 ms each is the aim; the bound is ten times that, for machines that are busy.
  const slowest = (run: () => unknown): number => {
    let best = Infinity
    for (let turn = 0; turn < 3; turn++) {
      const start = performance.now()
      run()
      best = Math.min(best, performance.now() - start)
    }
    return best
  }

  it.each(kinds)('cost product rules of %s no time', (kind) => {
    const times = attacks.map((text) => slowest(() => describeSoftware(kind, text)))
    expect(Math.max(...times)).toBeLessThan(50)
  })

  it('cost the matchers no time', () => {
    const times = starts.flatMap((start) =>
      attacks.map((text) => {
        const bytes = Buffer.from(`${start}${text}`, 'latin1').subarray(0, 16_384)
        return slowest(() =>
          commonServices.forEach(({ matchers }) =>
            matchers.forEach((matcher) => matcher(bytes, { transport: 'tcp' })),
          ),
        )
      }),
    )
    expect(Math.max(...times)).toBeLessThan(50)
  })
})

describe('every regular expression written in this room', () => {
  it('is proved safe as well', () => {
    const unsafe = literals('src/fingerprint').filter(({ expression }) => {
      const { source, flags } = expression
      return checkSync(source, flags, { checker: 'automaton', timeout: 10_000 }).status !== 'safe'
    })
    expect(unsafe.map(({ file, expression }) => `${file}: ${expression}`)).toEqual([])
  }, 60_000)
})
