import { inspect } from 'node:util'
import { ScanError } from '../../model/errors.ts'
import { nearestName } from '../../model/nearest-name.ts'
import type { PolicyPlace } from './policy.ts'

/** The steps from the whole policy to a value in it. */
export type PolicyPath = readonly (string | number)[]

/** What a policy was read from. */
export interface PolicySource {
  /** The file, for messages. */
  readonly name?: string
  /** Where a value stands in its text, counted from 1, where that is known. */
  readonly lineOf?: (path: PolicyPath) => number | undefined
}

/** A value of a policy that nobody has checked yet, and where it stands. */
export interface PolicyNode {
  readonly value: unknown
  readonly path: PolicyPath
  readonly source: PolicySource
}

export type PolicyRecord = Readonly<Record<string, unknown>>

/** The value of an object with no other keys than these; an unknown one is told the nearest that is known. */
export function recordOf(node: PolicyNode, keys: readonly string[], expected: string): PolicyRecord {
  const { value } = node
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(node, expected)
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue
    const near = nearestName(key, keys)
    const hint = near === undefined ? `expected ${keys.join(', ')}` : `did you mean '${near}'?`
    fail(member(node, key), `unknown key ${shown(key)}; ${hint}`)
  }
  return value as PolicyRecord
}

/** The value under a key, or in a list. */
export function member({ value, path, source }: PolicyNode, key: string | number): PolicyNode {
  const holder = value as Readonly<Record<string | number, unknown>>
  return { value: Object.hasOwn(holder, key) ? holder[key] : undefined, path: [...path, key], source }
}

export function itemsOf(node: PolicyNode): PolicyNode[] {
  return (node.value as readonly unknown[]).map((_, at) => member(node, at))
}

/** True or false where it is given. */
export function readSwitch(node: PolicyNode): boolean | undefined {
  if (node.value === undefined || typeof node.value === 'boolean') return node.value
  return refuse(node, 'true or false')
}

export function placeOf({ path, source }: PolicyNode): PolicyPlace {
  const line = source.lineOf?.(path)
  return { path: pathText(path), ...(line !== undefined && { line }) }
}

/** `ERR_OPTION`: what was expected, and what came. */
export function refuse(node: PolicyNode, expected: string): never {
  return fail(node, node.value === undefined ? `missing; expected ${expected}` : unlike(expected, node.value))
}

/** `ERR_OPTION`: where (`ports.yaml:7: hosts[0].ports[1].port`), and what is wrong. */
export function fail(node: PolicyNode, trouble: string): never {
  const { path, line } = placeOf(node)
  const { name = 'policy' } = node.source
  const where = `${name}${line === undefined ? '' : `:${line}`}${path === '' ? '' : `: ${path}`}`
  throw new ScanError('ERR_OPTION', `${where}: ${trouble}`, { input: where })
}

function unlike(expected: string, value: unknown): string {
  return `expected ${expected}, but got ${shown(value)}`
}

function shown(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 80, maxArrayLength: 8 })
}

function pathText(path: PolicyPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`
      return /^[\w$-]{1,40}$/.test(step) ? `.${step}` : `[${shown(step)}]`
    })
    .join('')
    .replace(/^\./, '')
}
