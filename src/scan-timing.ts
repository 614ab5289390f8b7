import type { PathBounds } from './pace/path-bounds.ts'

/** The names of `timing`; the command's `-T 0` to `-T 5`, in this order. */
export type TimingName = 'paranoid' | 'sneaky' | 'polite' | 'normal' | 'aggressive' | 'insane'

/** All of them, in the same order. */
export const TIMING_NAMES: readonly TimingName[] = [
  'paranoid',
  'sneaky',
  'polite',
  'normal',
  'aggressive',
  'insane',
]

/** How hard a scan may press. Times in milliseconds, rates in tries a second. */
export interface Timing {
  /** Tries in flight in all, at most; descriptors may allow fewer. */
  readonly concurrency: number
  /** Tries in flight to one host, at most. */
  readonly perHost: number
  /** Tries a second in all, and to one host; `Infinity` is no bound beside what the network bears. */
  readonly rate: number
  readonly perHostRate: number
  /** Wait for one try: before any round trip is known, at least, at most. In between it follows the round trips. */
  readonly firstTimeout: number
  readonly minTimeout: number
  readonly timeout: number
  /** Tries after the first, at most; how many are made follows from the loss that is seen. */
  readonly retries: number
  /** Tries a second to begin with, to one host; doubled each window while nothing speaks against it. */
  readonly startRate: number
}

const normal: Timing = {
  concurrency: 2_000,
  perHost: 500,
  rate: Infinity,
  perHostRate: Infinity,
  firstTimeout: 1_000,
  minTimeout: 100,
  timeout: 3_000,
  retries: 15,
  startRate: 320,
}

/** The documented numbers behind the names. */
export const timings: Readonly<Record<TimingName, Timing>> = {
  paranoid: {
    ...normal,
    concurrency: 1,
    perHost: 1,
    rate: 0.2,
    firstTimeout: 5_000,
    timeout: 10_000,
    startRate: 1,
  },
  sneaky: {
    ...normal,
    concurrency: 2,
    perHost: 1,
    rate: 2,
    firstTimeout: 3_000,
    timeout: 6_000,
    startRate: 2,
  },
  polite: { ...normal, concurrency: 50, perHost: 5, rate: 200, perHostRate: 20, startRate: 20 },
  normal,
  aggressive: {
    ...normal,
    concurrency: 4_000,
    perHost: 1_000,
    firstTimeout: 750,
    timeout: 1_500,
    retries: 9,
    startRate: 640,
  },
  insane: {
    ...normal,
    concurrency: 5_000,
    perHost: 2_000,
    firstTimeout: 400,
    minTimeout: 50,
    timeout: 600,
    retries: 2,
    startRate: 1_280,
  },
}

/** Tries that a silent port gets at least, and still-answering silent ports that may be left behind (`LossEstimate`). */
const LEAST_TRIES = 2
const MISSING = 0.03

/**
 * What a pacer needs to know of a timing.
 *
 * @example
 * createPacer({ ...pathBounds(timings.polite), concurrency: 50, clock: systemClock })
 */
export function pathBounds(timing: Timing): PathBounds {
  const { perHost, firstTimeout, minTimeout, timeout, retries, startRate } = timing
  return {
    perHost,
    timeout: { first: Math.min(firstTimeout, timeout), least: Math.min(minTimeout, timeout), most: timeout },
    retries: { least: LEAST_TRIES, most: retries + 1, missing: MISSING },
    rate: { start: startRate, most: Infinity },
  }
}
