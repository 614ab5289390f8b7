import type { ScanReport } from '../index.ts'
import { policyScan, type Policy } from '../report/index.ts'
import type { CheckFlags } from './check-flags.ts'
import type { ExitCode } from './exit-code.ts'
import { followScan } from './follow-scan.ts'
import { gatherOutputs } from './gather-outputs.ts'
import { reportHead } from './run-scan.ts'
import type { ScanFlags } from './scan-flags.ts'
import { scanOptions } from './scan-options.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

export interface PolicyScanned {
  /** How the scan itself ended. */
  readonly code: ExitCode
  /** What was found up to then. */
  readonly report: ScanReport | undefined
}

/** Scans what a policy names. */
export async function scanPolicy(
  policy: Policy,
  flags: CheckFlags,
  session: Session,
): Promise<PolicyScanned> {
  const { targets, ports, services } = policyScan(policy)
  const { format: _format, output: _output, ...how } = flags
  // A check has no place for targets that were skipped, as CSV has none: the log tells of them.
  const all: ScanFlags = { ...how, ports, format: 'csv', ...(services && { services: true }) }
  if (targets.length === 0) {
    throw new UsageError(
      `${policy.source ?? 'the policy'} names no host that could be scanned; expected a report too`,
    )
  }
  const library = await session.world.library()
  const options = await scanOptions(all, library)
  const outputs = gatherOutputs()
  const scan = library.scan([...targets], options)
  const head = reportHead(library, options, all)
  const code = await followScan({ scan, outputs, flags: all, session, head })
  return { code, report: outputs.report }
}
