import { ScanError } from '../model/errors.ts'

/** Longest time-out that is taken: ten minutes. */
export const MAX_TIMEOUT = 600_000

/** The value of a numeric option, or `ERR_OPTION` with what was expected and what came. */
export function inBounds(option: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  throw new ScanError(
    'ERR_OPTION',
    `${option}: expected a number from ${least} to ${most}, got ${String(value)}`,
    { input: option },
  )
}
