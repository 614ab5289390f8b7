import { diffReports } from '../report/index.ts'
import { diffFormats, type DiffFlags } from './diff-flags.ts'
import { openDocuments } from './document-outputs.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { readReportArgument } from './read-report-argument.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

/** `portscan diff`: what changed from one report to a later one. */
export async function runDiff(
  [earlier = '', later = '']: readonly string[],
  flags: DiffFlags,
  session: Session,
): Promise<ExitCode> {
  if (earlier === '-' && later === '-') {
    throw new UsageError(
      'standard input is one report; expected a file for the other, as in: portscan diff a.json -',
    )
  }
  const before = await readReportArgument(earlier, session)
  const after = await readReportArgument(later, session)
  const { certificateDays } = flags
  const options = certificateDays === undefined ? {} : { certificateDays }
  const diff = diffReports(before, after, options)
  // Not before the reports are read: one of them may be the file that is written.
  const write = await openDocuments(diffFormats, flags, session)
  await write({ before, after, diff, ...options })
  if (diff.hosts.length > 0) return exitCode.differs
  if (diff.compared > 0 || before.hosts.length + after.hosts.length === 0) return exitCode.done
  session.log('error', 'the reports have no host in common: nothing could be compared')
  return exitCode.nothing
}
