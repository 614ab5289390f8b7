import { amount, type ReportHead } from '../report/index.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { tellFailure } from './failure.ts'
import { onInterrupt, type Interrupt } from './interrupt.ts'
import { keepCheckpoint } from './keep-checkpoint.ts'
import type { Scan, ScanStats } from '../index.ts'
import { eventLog } from './event-log.ts'
import { stdoutFormat } from './open-outputs.ts'
import type { Outputs } from './outputs.ts'
import { showProgress } from './progress.ts'
import type { ScanFlags } from './scan-flags.ts'
import type { Session } from './session.ts'

export interface FollowedScan {
  readonly scan: Scan
  readonly outputs: Outputs
  readonly head: ReportHead
  readonly flags: ScanFlags
  readonly session: Session
}

/** Brings a scan to its end, however it ends: what was found is written, the checkpoint kept, the bar taken away. */
export async function followScan(followed: FollowedScan): Promise<ExitCode> {
  const { scan, outputs, flags, session } = followed
  const interrupt = onInterrupt(session.world)
  const abort = (): void => scan.abort(interrupt.signal.reason)
  interrupt.signal.addEventListener('abort', abort, { once: true })
  const flush = (): Promise<void> => outputs.flush()
  const keeper =
    flags.checkpoint === undefined ? undefined : keepCheckpoint(scan, flags.checkpoint, { flush })
  try {
    const failure = await pump(followed).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    const whole = failure === undefined && !outputs.closed
    const tail = {
      finished: new Date().toISOString(),
      stats: scan.stats,
      ...(!whole && { interrupted: true }),
    }
    // The checkpoint last, and not where results could not be written: what it calls done is not done again.
    keeper?.leave()
    await outputs.end(tail)
    await keeper?.finish(whole && !endedEarly(flags, scan.stats))
    return conclude(followed, interrupt, failure)
  } finally {
    keeper?.leave()
    interrupt.signal.removeEventListener('abort', abort)
    interrupt.release()
  }
}

/** Carries the events to where they are wanted, at the speed of the slowest reader. */
async function pump({ scan, outputs, head, flags, session }: FollowedScan): Promise<void> {
  const logEvent = eventLog(session.log, stdoutFormat(flags, session))
  const progress = await startProgress(scan, flags, session)
  try {
    await outputs.begin(head)
    for await (const event of scan.events()) {
      logEvent(event)
      // Awaiting nothing would cost a turn of the microtask queue for each result.
      const slow = outputs.event(event)
      if (slow !== undefined) await slow
      if (outputs.closed) break
    }
  } finally {
    progress()
  }
}

async function startProgress(
  scan: Scan,
  flags: ScanFlags,
  { world, statusLine }: Session,
): Promise<() => void> {
  const wanted = flags.progress ?? (world.stderr.isTTY === true && flags.quiet !== true)
  if (!wanted) return () => {}
  const progress = await showProgress(world.stderr, () => scan.stats, flags.services && 'naming services')
  statusLine.clear = () => progress.clear()
  return () => {
    progress.stop()
    statusLine.clear = () => {}
  }
}

function conclude(
  { scan, outputs, flags, session }: FollowedScan,
  { signal }: Interrupt,
  failure: { error: unknown } | undefined,
): ExitCode {
  const { log } = session
  const { stats } = scan
  log('debug', 'statistics', { ...stats })
  // A signal that came after the last result has interrupted nothing.
  if (signal.aborted && failure !== undefined) {
    const of = stats.total === undefined ? '' : ` of ${amount(stats.total)}`
    const on =
      flags.checkpoint === undefined
        ? '--checkpoint <file> lets the next one go on'
        : `--resume ${flags.checkpoint} goes on`
    log('warn', `interrupted after ${amount(stats.done)}${of} ports; ${on}`)
    return exitCode.interrupted
  }
  if (failure !== undefined) {
    const code = tellFailure(failure.error, log)
    // Bad usage promises that nothing was sent.
    return code === exitCode.usage && stats.sent > 0 ? exitCode.failed : code
  }
  if (outputs.closed || stats.done > 0 || mayBeEmpty(flags, stats)) return exitCode.done
  log(
    'error',
    `nothing could be scanned: ${amount(stats.skipped)} skipped; expected at least one target that can be reached`,
  )
  return exitCode.nothing
}

/** `--stop-after` ends a scan well and leaves something: what is kept of it may be gone on with. */
function endedEarly({ stopAfter = Infinity }: ScanFlags, { states }: ScanStats): boolean {
  const open = Object.values(states.open ?? {}).reduce((sum, count) => sum + count, 0)
  return open >= stopAfter
}

/** The rest of a scan may be nothing, and so may be one share of a small one. */
function mayBeEmpty({ resume, shard }: ScanFlags, { skipped, unprobed }: ScanStats): boolean {
  return resume !== undefined || (shard !== undefined && skipped === 0 && unprobed === 0)
}
