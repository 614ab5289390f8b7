import type { ScanReport } from '../index.ts'
import { readReport, readReportFile } from '../report/index.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

const STDIN = 'standard input'

/** The report that an argument means: a file, or `-` for standard input. What is odd about it is told. */
export async function readReportArgument(arg: string, session: Session): Promise<ScanReport> {
  const report = arg === '-' ? await readInput(session) : await readReportFile(arg)
  for (const { code, message } of report.warnings) {
    if (code.startsWith('report-')) session.log('warn', `${arg === '-' ? STDIN : arg}: ${message}`, { code })
  }
  return report
}

async function readInput({ world }: Session): Promise<ScanReport> {
  try {
    return await readReport(world.stdin as AsyncIterable<Uint8Array>)
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'ERR_REPORT') throw error
    throw new UsageError(`${STDIN}: ${error.message}`, { cause: error })
  }
}
