import { ScanError } from '../../model/errors.ts'
import { jsonParser } from './json-parser.ts'
import { masscanParser } from './masscan-parser.ts'
import { ndjsonParser } from './ndjson-parser.ts'
import { formatOf, type ReportFormat } from './report-format.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { quoted } from './report-trouble.ts'
import { textPieces, type ReportText } from './report-text.ts'
import { xmlParser } from './xml-parser.ts'

export interface ReadOptions {
  /** Default: what the text begins like. */
  readonly format?: ReportFormat
  /** Ends the reading, with its reason, before the next event. */
  readonly signal?: AbortSignal
}

/** What the text of a report holds, as it comes. */
export async function* readRecords(
  source: ReportText,
  { format, signal }: ReadOptions,
): AsyncGenerator<ReadRecord> {
  if (format !== undefined) checkFormat(format)
  signal?.throwIfAborted()
  let parser: ReportParser | undefined
  let start = ''
  for await (const text of textPieces(source)) {
    signal?.throwIfAborted()
    if (parser !== undefined) {
      yield* parser.write(text)
      continue
    }
    // Blanks before it are of no use to anybody.
    start = start === '' ? text.trimStart() : start + text
    const found = format ?? formatOf(start, false)
    if (found === undefined) continue
    parser = await PARSERS[found]()
    yield* parser.write(start)
  }
  if (parser === undefined) {
    parser = await PARSERS[format ?? formatOf(start, true)!]()
    yield* parser.write(start)
  }
  yield* parser.end()
}

const PARSERS: Readonly<Record<ReportFormat, () => ReportParser | Promise<ReportParser>>> = {
  json: jsonParser,
  ndjson: ndjsonParser,
  xml: xmlParser,
  masscan: masscanParser,
}

function checkFormat(format: string): void {
  if (Object.hasOwn(PARSERS, format)) return
  const expected = `expected ${Object.keys(PARSERS).join(', ')}`
  throw new ScanError('ERR_OPTION', `option 'format': ${expected}, but got ${quoted(String(format))}`, {
    input: 'format',
  })
}
