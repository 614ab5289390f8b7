import type { ReportHead } from '../report/index.ts'
import { tryCheckpointFile } from './checkpoint-file.ts'
import type { ExitCode } from './exit-code.ts'
import { followScan } from './follow-scan.ts'
import type { ScanOptions } from '../index.ts'
import type { Library } from './library.ts'
import { listTargets } from './list-targets.ts'
import { openOutputs } from './open-outputs.ts'
import { readTargets } from './read-targets.ts'
import type { ScanFlags } from './scan-flags.ts'
import { scanOptions } from './scan-options.ts'
import { scannedPorts } from './scanned-ports.ts'
import type { Session } from './session.ts'

/** `portscan <target...>`: everything is read and checked, then the scan is followed to its end. */
export async function runScan(
  args: readonly string[],
  flags: ScanFlags,
  session: Session,
): Promise<ExitCode> {
  const library = await session.world.library()
  const given = await scanOptions(flags, library)
  // Listing is how one sees how huge a scan would be.
  const options = flags.list === true ? { ...given, allowHuge: true } : given
  const targets = await readTargets(args, options, library, session.world)
  // Checks all of it; nothing is sent before the first event is asked for.
  const scan = library.scan(targets, options)
  if (flags.list === true) return listTargets(targets, options, library, session)
  if (flags.checkpoint !== undefined) await tryCheckpointFile(flags.checkpoint)
  const outputs = await openOutputs(flags, session)
  const restore = withoutStackTraces(flags)
  try {
    return await followScan({ scan, outputs, flags, session, head: reportHead(library, options, flags) })
  } finally {
    restore()
  }
}

/**
 * Node makes an error with a stack trace for every refused connection, which costs about a fifteenth of a fast scan.
 * The command needs none of them; whoever looks for a fault gives `-v -v` and has them.
 */
function withoutStackTraces({ verbose = 0 }: ScanFlags): () => void {
  const limit = Error.stackTraceLimit
  if (verbose < 2) Error.stackTraceLimit = 0
  return () => (Error.stackTraceLimit = limit)
}

/** What a report of a scan says of it at its beginning. */
export function reportHead(library: Library, options: ScanOptions, flags: ScanFlags): ReportHead {
  const { resolver: _resolver, resume: _resume, services, ...plain } = options
  return {
    version: library.version,
    started: new Date().toISOString(),
    options: {
      ...plain,
      ...(services !== undefined && { services: asTyped(services, flags) }),
      ...(flags.resolver !== undefined && { resolver: flags.resolver }),
    },
    scanned: library.formatPorts(scannedPorts(options, library)),
  }
}

/** Probes by the files that they came from: functions say nothing in a report. */
function asTyped(
  services: NonNullable<ScanOptions['services']>,
  { probe, probes }: ScanFlags,
): object | boolean {
  const named = [...(probes ?? []), ...(probe ?? [])]
  return typeof services === 'boolean' || named.length === 0 ? services : { ...services, probes: named }
}
