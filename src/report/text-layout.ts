import type { PortState } from '../model/result.ts'
import type { StateCounts } from '../model/event.ts'

/** How text is made conspicuous; picocolors fits. Each function gets and gives text of one line. */
export interface TextPaint {
  bold(text: string): string
  dim(text: string): string
  green(text: string): string
  yellow(text: string): string
  red(text: string): string
  cyan(text: string): string
}

const same = (text: string): string => text

export const plainPaint: TextPaint = {
  bold: same,
  dim: same,
  green: same,
  yellow: same,
  red: same,
  cyan: same,
}

/** Pads before painting: the bytes of a colour have no width. */
export function painted(paint: (text: string) => string, text: string, width: number): string {
  return paint(text) + ' '.repeat(Math.max(0, width - text.length))
}

/** Narrower columns are not worth a line break at each word. */
const LEAST_COLUMN = 20

/** Text that starts at column `start` and goes on there, broken between words, where `width` is known. */
export function hanging(text: string, start: number, width = Infinity): string {
  const room = width - start
  if (text.length <= room || room < LEAST_COLUMN) return text
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= room || line === '') lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join(`\n${' '.repeat(start)}`)
}

export function paintState(paint: TextPaint, state: PortState): (text: string) => string {
  if (state === 'open') return paint.green
  return state === 'closed' ? paint.dim : paint.yellow
}

/** `'997 closed (conn-refused), 2 filtered (1 no-response, 1 host-unreach)'`; `''` for no ports. */
export function countsText(counts: StateCounts): string {
  const states: readonly PortState[] = ['open', 'closed', 'filtered', 'open|filtered', 'unknown']
  return states
    .map((state) => stateText(state, counts[state]))
    .filter((text) => text !== '')
    .join(', ')
}

function stateText(state: PortState, reasons: StateCounts[PortState]): string {
  const counted = Object.entries(reasons ?? {}).filter(([, count]) => count > 0)
  const total = counted.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return ''
  const [only] = counted
  if (state === 'open' && counted.length === 1 && isExpected(only?.[0])) return `${amount(total)} open`
  const why =
    counted.length === 1
      ? only?.[0]
      : counted.map(([reason, count]) => `${amount(count)} ${reason}`).join(', ')
  return `${amount(total)} ${state} (${why ?? ''})`
}

/** The reason that everybody expects of an open port. */
function isExpected(reason: string | undefined): boolean {
  return reason === 'syn-ack' || reason === 'udp-response'
}

/** `1234567` as `'1,234,567'`. */
export function amount(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

/** `'1 host'`, `'2 hosts'`, `'2 addresses'`. */
export function amountOf(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`
  return `${amount(count)} ${noun}${noun.endsWith('s') ? 'es' : 's'}`
}

/** Milliseconds as people say them: `'12 ms'`, `'2.31 s'`, `'4 min 10 s'`, `'3 h 5 min'`, `'2 d 4 h'`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  const hours = Math.round(minutes / 60)
  return `${amount(Math.floor(hours / 24))} d ${hours % 24} h`
}
