import { availableParallelism } from 'node:os'
import { optionError } from './scan-option-rules.ts'
import type { ScanOptions } from './scan-options.ts'

/** More threads bring nothing on the machines that were measured: the system's part is shared by all of them. */
const USUAL_THREADS = 2

/** What is the application's own must be called in its own thread. */
const PARTS = ['connector', 'limiter', 'clock', 'random'] as const

/** Checks that threads are not asked for where they cannot be had. */
export function checkEngine(options: ScanOptions): void {
  const { engine = 'auto', workers } = options
  const own = ownPart(options)
  if (engine === 'native' && own !== undefined)
    throw optionError('engine', `'auto' or 'node' beside '${own}'`, engine)
  if (engine === 'native' && workers === 0)
    throw optionError('workers', `at least 1 with engine 'native'`, workers)
  if (own !== undefined && (workers ?? 0) > 0) throw optionError('workers', `0 beside '${own}'`, workers)
}

/** Threads that dial for a scan: none where parts of the application's own do. */
export function threadCount(options: ScanOptions): number {
  if (ownPart(options) !== undefined) return 0
  return options.workers ?? Math.min(USUAL_THREADS, availableParallelism())
}

function ownPart(options: ScanOptions): string | undefined {
  if (options.strategy?.tcp !== undefined) return 'strategy.tcp'
  return PARTS.find((part) => options[part] !== undefined)
}
