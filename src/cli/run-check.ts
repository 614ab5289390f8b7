import { writeFile } from 'node:fs/promises'
import type { ScanReport } from '../index.ts'
import { amountOf, checkReport, loadPolicy, policyOf, policyText } from '../report/index.ts'
import { checkFormats, type CheckFlags } from './check-flags.ts'
import { openDocuments } from './document-outputs.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { readReportArgument } from './read-report-argument.ts'
import { scanPolicy, type PolicyScanned } from './scan-policy.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

/** `portscan check`: what is open, in a report or now, against what may be. */
export async function runCheck(
  [file = '', reportFile]: readonly string[],
  flags: CheckFlags,
  session: Session,
): Promise<ExitCode> {
  if (flags.update === true) return updatePolicy(file, reportFile, flags, session)
  const policy = await loadPolicy(file)
  // A report is read before a file of its name is written; and a file that cannot be written is found before a scan.
  const read = reportFile === undefined ? undefined : await readReportArgument(reportFile, session)
  const write = await openDocuments(checkFormats, flags, session)
  const { code, report } = read === undefined ? await scanPolicy(policy, flags, session) : wholly(read)
  if (report === undefined || isCutOff(code)) return code
  const check = checkReport(report, policy, { allowUnchecked: flags.allowUnchecked === true })
  await write(check)
  if (code !== exitCode.done) return code
  return check.violations.length === 0 ? exitCode.done : exitCode.violated
}

function wholly(report: ScanReport): PolicyScanned {
  return { code: exitCode.done, report }
}

/** Half of a scan tells nothing of the other half. */
function isCutOff(code: ExitCode): boolean {
  return code !== exitCode.done && code !== exitCode.nothing
}

/** What is open now becomes what may be. Without a report the hosts are those that the policy names already. */
async function updatePolicy(
  file: string,
  reportFile: string | undefined,
  flags: CheckFlags,
  session: Session,
): Promise<ExitCode> {
  const format = /\.json$/i.test(file) ? 'json' : /\.ya?ml$/i.test(file) ? 'yaml' : undefined
  if (format === undefined) throw new UsageError(`${file}: expected a file that ends in .yaml, .yml or .json`)
  const { code, report } =
    reportFile === undefined
      ? await scanPolicy(await loadPolicy(file), flags, session)
      : wholly(await readReportArgument(reportFile, session))
  if (code !== exitCode.done || report === undefined) return code
  await writeFile(file, policyText(policyOf(report), format))
  session.log('info', `${file}: ${wordsOf(report)} may be open from now on`)
  return exitCode.done
}

function wordsOf({ hosts }: ScanReport): string {
  const open = hosts.reduce((sum, { ports }) => sum + ports.filter(({ state }) => state === 'open').length, 0)
  return `${amountOf(open, 'port')} on ${amountOf(hosts.length, 'host')}`
}
