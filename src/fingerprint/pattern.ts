import { ScanError } from '../model/errors.ts'
import { cleanValue, known as present, latin1 } from './field.ts'
import type { Match, Matcher } from './service-probe.ts'
import { PATTERN_LIMIT, slowReason } from './slow-pattern.ts'

/** What a pattern knows without looking: fields that are the same for every answer that it fits. */
export type PatternFields = Partial<Pick<Match, 'product' | 'vendor' | 'info' | 'os' | 'device' | 'cpe'>> & {
  /** Default `'pattern'`; `'structured'` where the text has the form of the protocol. */
  readonly confidence?: 'pattern' | 'structured'
}

const GROUPS = ['product', 'vendor', 'version', 'info', 'hostname', 'os', 'device'] as const

/**
 * A matcher from a regular expression. It reads the first 4,096 bytes of an answer as Latin-1; the named groups
 * `product`, `vendor`, `version`, `info`, `hostname`, `os` and `device` become fields, at most 256 characters each.
 *
 * @throws ScanError `ERR_OPTION` where the expression could be made slow: every repeat must be bounded
 *   (`[^\r\n]{0,200}`, not `.*`), repeats in a row must not multiply into millions of ways to read an answer, and there
 *   is no back-reference and no look-behind.
 * @example
 * const acme = pattern('acme', /^ACME daemon (?<version>\d[\w.]{0,20})/, { product: 'ACME daemon', vendor: 'ACME' })
 */
export function pattern(name: string, expression: RegExp, fields: PatternFields = {}): Matcher {
  const slow = slowReason(expression)
  if (slow !== undefined) {
    throw new ScanError('ERR_OPTION', `the pattern of '${name}' is refused: ${slow}`, {
      input: expression.source.slice(0, 200),
    })
  }
  const { confidence = 'pattern', ...fixed } = fields
  return (answer) => {
    const groups = match(expression, latin1(answer, 0, PATTERN_LIMIT))
    if (!groups) return undefined
    const found = Object.fromEntries(GROUPS.map((key) => [key, cleanValue(groups[key])]))
    return { name, ...fixed, ...present(found), confidence, evidence: `pattern of ${name}` }
  }
}

function match(expression: RegExp, text: string): Readonly<Record<string, string>> | undefined {
  const found = expression.exec(text)
  return found ? (found.groups ?? {}) : undefined
}
