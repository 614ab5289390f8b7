import { fileURLToPath } from 'node:url'
import { fromJsonLines } from './parse-output.mjs'

const built = fileURLToPath(new URL('../../dist', import.meta.url))
const alone = fileURLToPath(new URL('scan-alone.mjs', import.meta.url))

/** The whole command, as a user starts it. */
export function ourCommand({ dist = built }, ...words) {
  return {
    ours: true,
    argv: [process.execPath, `${dist}/cli/main.cjs`, ...words, '-f', 'ndjson', '--no-progress'],
    found: fromJsonLines,
  }
}

/** The scan without the start of a process: its seconds are those of the scan, and it tells how late its event loop was. */
export function ourScan({ dist = built }, { targets, strategy, ...options }) {
  return {
    ours: true,
    argv: [process.execPath, alone, JSON.stringify({ dist, targets, strategy, options })],
    found: fromJsonLines,
    own: (stdout) => JSON.parse(stdout.trim().split('\n').at(-1)),
  }
}
