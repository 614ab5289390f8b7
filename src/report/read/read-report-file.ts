import { createReadStream } from 'node:fs'
import { ScanError } from '../../model/errors.ts'
import type { ScanReport } from '../../model/report.ts'
import type { ReadOptions } from './read-records.ts'
import { readReport } from './read-report.ts'

/**
 * Reads the report in a file, as `readReport` does.
 *
 * @throws ScanError `ERR_REPORT` with the path in its message, also for a file that cannot be read
 * @example
 * const { hosts } = await readReportFile('scan.xml')
 */
export async function readReportFile(path: string | URL, options: ReadOptions = {}): Promise<ScanReport> {
  const stream = createReadStream(path)
  // It comes out of the reading, which may be over before the file is open.
  stream.on('error', () => {})
  try {
    return await readReport(stream as AsyncIterable<Uint8Array>, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw ofFile(String(path), error)
  } finally {
    stream.destroy()
  }
}

function ofFile(path: string, error: unknown): unknown {
  if (error instanceof ScanError) {
    if (error.code !== 'ERR_REPORT') return error
    const { input = path, position, cause } = error
    const facts = {
      input,
      ...(position !== undefined && { position }),
      ...(cause !== undefined && { cause }),
    }
    return new ScanError('ERR_REPORT', `${path}: ${error.message}`, facts)
  }
  // The system's errors have a code.
  if (!(error instanceof Error && 'syscall' in error)) return error
  const message = `${path}: expected a file with a report, but it cannot be read (${error.message})`
  return new ScanError('ERR_REPORT', message, { input: path, cause: error })
}
