import { ScanError } from '../model/errors.ts'

/** What an option may be: whether a value is such, and the words for it. */
export type OptionRule = readonly [fits: (value: unknown) => boolean, expected: string]

/**
 * What `name` was given, held to its rules. An option that is `undefined` is not given.
 *
 * @throws ScanError `ERR_OPTION` for what is not known or not right
 */
export function checkOptions(name: string, given: object, rules: Readonly<Record<string, OptionRule>>): void {
  for (const [key, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
    if (rule === undefined) {
      throw optionError(
        `${name}: unknown option '${key}'; expected { ${Object.keys(rules).join(', ')} }`,
        key,
      )
    }
    const [fits, expected] = rule
    if (value === undefined || fits(value)) continue
    const got = typeof value === 'string' ? JSON.stringify(value) : String(value)
    throw optionError(`${name}: option '${key}': expected ${expected}, but got ${got}`, key)
  }
}

export function wholeNumber(least: number, most: number): OptionRule {
  const fits = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
  return [fits, `a whole number from ${least} to ${most}`]
}

function optionError(message: string, input: string): ScanError {
  return new ScanError('ERR_OPTION', message, { input })
}
