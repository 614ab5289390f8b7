import { cleanValue, known } from '../field.ts'
import { cpe } from './cpe.ts'
import { operatingSystem } from './operating-system.ts'
import { firstVersion, labelledVersion, trimVersion, versionAfter } from './split-version.ts'

/** What a text says about the software that wrote it. */
export interface SoftwareFacts {
  readonly product?: string
  readonly vendor?: string
  readonly version?: string
  readonly info?: string
  readonly hostname?: string
  readonly os?: string
  readonly device?: string
  /** CPE 2.3 formatted strings, the application's first. */
  readonly cpe?: readonly string[]
}

/**
 * One product, recognised in one kind of field. Rules are data: an entry in the list of its family, and an example in
 * the fixtures.
 */
export interface ProductRule {
  /**
   * Anchored, or with a literal that must be there; every repeat bounded. Named groups win over the fields below:
   * `product`, `version`, `hostname`, `info`, `os`, `device`. Without a group `version` the version is what directly
   * follows the match.
   */
  readonly on: RegExp
  readonly product?: string
  readonly vendor?: string
  /** `vendor:product` of the application's CPE name. */
  readonly cpe?: string
  readonly os?: string
  readonly device?: string
  /** False where a number after the name is not its version. */
  readonly versioned?: false
}

/** A rule in one line, for long lists: `vendor:product` of the CPE name where the product has one. */
export function named(
  on: RegExp,
  product: string,
  vendor: string,
  cpeName?: string,
  more: Omit<ProductRule, 'on' | 'product' | 'vendor' | 'cpe'> = {},
): ProductRule {
  return { on, product, vendor, ...(cpeName !== undefined && { cpe: cpeName }), ...more }
}

/**
 * The facts of the first rule that fits; `undefined` where none does. In a `sentence` about one program any number
 * soon after its name is its version; a list of programs (`Apache PHP/5.2`) is no sentence.
 */
export function firstRule(
  rules: Iterable<ProductRule>,
  text: string,
  sentence = false,
): SoftwareFacts | undefined {
  for (const rule of rules) {
    const match = rule.on.exec(text)
    if (match) return factsOf(rule, match, text, sentence)
  }
  return undefined
}

function factsOf(rule: ProductRule, match: RegExpExecArray, text: string, sentence: boolean): SoftwareFacts {
  const groups = match.groups ?? {}
  const version = cleanValue(versionOf(rule, match, text, sentence))
  const system = operatingSystem(text, groups['os'] ?? rule.os)
  const [vendor, product] = rule.cpe?.split(':') ?? []
  const names = [
    ...(vendor && product ? [cpe({ part: 'a', vendor, product, version })] : []),
    ...(system?.cpe ? [system.cpe] : []),
  ]
  return known({
    product: cleanValue(groups['product']) ?? rule.product,
    vendor: rule.vendor,
    version,
    info: cleanValue(groups['info']),
    hostname: cleanValue(groups['hostname']),
    os: system?.name,
    device: cleanValue(groups['device']) ?? rule.device,
    cpe: names.length > 0 ? names : undefined,
  })
}

function versionOf(
  rule: ProductRule,
  match: RegExpExecArray,
  text: string,
  sentence: boolean,
): string | undefined {
  if (rule.versioned === false) return undefined
  if (match.groups && 'version' in match.groups) return trimVersion(match.groups['version'])
  const rest = text.slice(match.index + match[0].length)
  const near = versionAfter(rest) ?? labelledVersion(rest)
  return near ?? (sentence ? firstVersion(rest.slice(0, 60)).version : undefined)
}
