import pc from 'picocolors'
import type { TextPaint } from '../report/index.ts'
import { wantsColor } from './color.ts'
import { createLog, type Log } from './log.ts'
import type { LogFlags } from './log-flags.ts'
import type { Output, World } from './world.ts'

/** What one run of the command has at hand. */
export interface Session {
  readonly world: World
  readonly log: Log
  readonly statusLine: StatusLine
  /** The colours that fit an output. */
  paint(output: Output): TextPaint
}

/** The line that progress is drawn on; whoever writes anything else clears it first. */
export interface StatusLine {
  clear(): void
}

export function startSession(world: World, flags: LogFlags): Session {
  const paint = (output: Output): TextPaint =>
    pc.createColors(wantsColor(flags.color ?? 'auto', world, output))
  const statusLine: StatusLine = { clear() {} }
  const log = createLog(world.stderr, flags, paint(world.stderr), () => statusLine.clear())
  return { world, log, statusLine, paint }
}
