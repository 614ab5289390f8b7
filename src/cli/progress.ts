import { clearLine, cursorTo } from 'node:readline'
import type { ScanStats } from '../index.ts'
import { progressLine } from './progress-line.ts'
import { columnsOf, type Output } from './world.ts'

export interface Progress {
  /** Takes the bar off its line so that something else can be written; it comes back by itself. */
  clear(): void
  stop(): void
}

/** Shows how far a scan is, several times a second on a terminal, else as a line every few seconds. */
export async function showProgress(output: Output, stats: () => ScanStats, last?: string): Promise<Progress> {
  // Loaded only where a bar is drawn: it takes longer than all of the command's own code.
  const { default: bars } = await import('cli-progress')
  const terminal = resultsBetween(output)
  const options = {
    format: () => progressLine(stats(), terminal.getWidth(), last),
    terminal,
    fps: 5,
    forceRedraw: true,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    clearOnComplete: true,
    // The command has its own way to end on a signal.
    gracefulExit: false,
    linewrap: true,
  }
  const bar = new bars.SingleBar(options)
  bar.start(1, 0)
  return { clear: () => terminal.clearLine(), stop: () => bar.stop() }
}

/**
 * The terminal as the bar sees it. The package's own one jumps back to where it began when it stops, over all the
 * results that were printed since; this one knows its line only.
 */
function resultsBetween(output: Output) {
  const isTTY = output.isTTY === true
  const nothing = (): void => {}
  // Many results may come between two drawings; only the first of them has something to clear.
  let drawn = false
  return {
    cursorSave: nothing,
    cursorRestore: nothing,
    cursor: nothing,
    lineWrapping: nothing,
    cursorTo: (x: number) => isTTY && cursorTo(output, x),
    clearRight: () => isTTY && clearLine(output, 1),
    clearLine() {
      if (!isTTY || !drawn) return
      clearLine(output, 0)
      cursorTo(output, 0)
      drawn = false
    },
    newline: () => output.write('\n'),
    write(text: string) {
      drawn = true
      output.write(text)
    },
    isTTY: () => isTTY,
    getWidth: () => (isTTY ? columnsOf(output) : 200),
  }
}
