import { extname } from 'node:path'
import {
  csvWriter,
  grepableWriter,
  htmlWriter,
  jsonWriter,
  markdownWriter,
  ndjsonWriter,
  textWriter,
  xmlWriter,
} from '../report/index.ts'
import type { ReportWriter, TextOptions } from '../report/index.ts'
import { UsageError } from './usage-error.ts'

const WRITERS = {
  text: textWriter,
  json: jsonWriter,
  ndjson: ndjsonWriter,
  csv: csvWriter,
  xml: xmlWriter,
  grepable: grepableWriter,
  markdown: markdownWriter,
  html: (): ReportWriter => htmlWriter(),
}

export type Format = keyof typeof WRITERS
export const formats = Object.keys(WRITERS) as Format[]

const EXTENSIONS: ReadonlyMap<string, Format> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
  ['.xml', 'xml'],
  ['.gnmap', 'grepable'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
])

export function newWriter(format: Format, options: TextOptions = {}): ReportWriter {
  return WRITERS[format](options)
}

/** The format of a file by its extension; where that says nothing, the one that was asked for. */
export function fileFormat(path: string, asked: Format | undefined): Format {
  const format = EXTENSIONS.get(extname(path).toLowerCase()) ?? asked
  if (format !== undefined) return format
  const known = [...new Set(EXTENSIONS.keys())].join(' ')
  throw new UsageError(`-o ${path}: expected a file name that ends in one of ${known}, such as -o scan.json`)
}
