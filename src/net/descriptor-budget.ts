import { readdirSync, readFileSync } from 'node:fs'

/**
 * How many sockets this process may open beside what it has open now: a quarter of the limit (at most 64) is left
 * for everything else. Node raises the soft limit to the hard one by itself, so the soft one counts.
 */
export function descriptorBudget(): number {
  const limit = descriptorLimit()
  return Math.max(4, limit - openDescriptors() - Math.min(64, Math.floor(limit / 4)))
}

/** Where the system does not say, as Windows, which has no such limit. */
const UNKNOWN_LIMIT = 10_000

function descriptorLimit(): number {
  const line = /^Max open files\s+(\d+|unlimited)/m.exec(readOrEmpty('/proc/self/limits'))
  const text = line?.[1] ?? limitFromReport()
  return text === undefined || text === 'unlimited' ? UNKNOWN_LIMIT : Number(text)
}

function limitFromReport(): string | undefined {
  const report = process.report?.getReport() as unknown as
    { userLimits?: { open_files?: { soft: number | string } } } | undefined
  const soft = report?.userLimits?.open_files?.soft
  return soft === undefined ? undefined : String(soft)
}

function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    // No /proc: what a Node process has open by itself, with room to spare.
    return 32
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
