import { ScanError } from '../model/errors.ts'
import type { TargetInput, Targets } from '../model/target.ts'
import { rangeSize } from '../net/address-range.ts'
import { patternSize } from './octet-pattern.ts'
import { parseTargets, type ParsedTarget } from './parse-target.ts'
import { quoteInput } from './quote-input.ts'

/** From here on a single target is huge and has to be asked for: a /0 of IPv4. */
export const HUGE = 2n ** 32n

/** All targets as one iterable; a text or an object is a list of one. */
export function listTargets(targets: Targets): Iterable<TargetInput> | AsyncIterable<TargetInput> {
  return isIterable(targets) ? targets : [targets]
}

/**
 * Reads at once what was given directly (text, an object, an array), so that a bad literal throws where it was
 * written. Other iterables are left alone: they are read later, item by item.
 */
export function checkTargets(
  targets: Targets,
  options: { readonly allowHuge?: boolean; readonly udp?: boolean } = {},
): void {
  if (targets === null || !['string', 'object'].includes(typeof targets)) {
    const message = `targets must be text, an object or an iterable of these, but got ${targets === null ? 'null' : typeof targets}`
    throw new ScanError('ERR_TARGET', `${message} (a right one: '192.0.2.0/24')`)
  }
  for (const input of directTargets(targets) ?? []) {
    for (const target of parseTargets(input, options)) if (options.allowHuge !== true) checkSize(target)
  }
}

/** The targets that can be read without taking anything from an iterator that gives it only once. */
export function directTargets(targets: Targets): readonly TargetInput[] | undefined {
  if (Array.isArray(targets)) return targets as readonly TargetInput[]
  return isIterable(targets) ? undefined : [targets]
}

/** Throws `ERR_TARGET` for a target of 2^32 addresses or more. */
export function checkSize(target: ParsedTarget): void {
  const size = targetSize(target)
  if (size < HUGE) return
  const message = `target ${quoteInput(target.text)} has ${size} addresses; say allowHuge: true if that is meant`
  throw new ScanError('ERR_TARGET', message, { input: target.text, position: 0 })
}

/** Addresses in a target; a name counts as one, `name/28` as its block. */
export function targetSize(target: ParsedTarget): bigint {
  if (target.kind === 'range') return rangeSize(target.range)
  if (target.kind === 'pattern') return BigInt(patternSize(target.pattern))
  const { prefix } = target
  return prefix === undefined ? 1n : 2n ** BigInt(prefix <= 32 ? 32 - prefix : 128 - prefix)
}

function isIterable(targets: Targets): targets is Iterable<TargetInput> | AsyncIterable<TargetInput> {
  return typeof targets === 'object' && (Symbol.iterator in targets || Symbol.asyncIterator in targets)
}
