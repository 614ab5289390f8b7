import { UsageError } from './usage-error.ts'

/** What people type from habit, and what it is here. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['-sV', '--services'],
  ['-sU', '--udp'],
  ['-help', '--help'],
  ['--threads', '--concurrency'],
  ['-oN', '--output-text'],
  ['-oX', '--output-xml'],
  ['-oG', '--output-grepable'],
])

/** What `-` as the file of these means: standard output has its format by another option. */
const TO_STANDARD_OUTPUT: ReadonlyMap<string, string> = new Map([
  ['-oN', 'text'],
  ['-oX', 'xml'],
  ['-oG', 'grepable'],
])

/**
 * Rewrites aliases that an option parser would take apart (`-sV` as `-s -V`), up to `--`. A `-s` with any other
 * letter is refused here, since it would be read as two options that nobody meant.
 */
export function rewriteAliases(args: readonly string[]): string[] {
  const end = args.indexOf('--')
  const before = end === -1 ? args : args.slice(0, end)
  return [...rewriteAll(before), ...args.slice(before.length)]
}

function rewriteAll(args: readonly string[]): string[] {
  const rewritten: string[] = []
  for (let at = 0; at < args.length; at++) {
    const format = args[at + 1] === '-' ? TO_STANDARD_OUTPUT.get(args[at]!) : undefined
    if (format === undefined) rewritten.push(rewrite(args[at]!))
    else {
      rewritten.push('--format', format)
      at++
    }
  }
  return rewritten
}

function rewrite(arg: string): string {
  const [name = '', ...value] = arg.split('=')
  const alias = ALIASES.get(name)
  if (alias !== undefined) return [alias, ...value].join('=')
  if (/^-s[A-Z]/.test(arg))
    throw new UsageError(
      `unknown option '${arg}'; did you mean -sV (name the services) or -sU (scan UDP too)?`,
    )
  return arg
}
