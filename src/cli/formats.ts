import { extname } from 'node:path'
import { csvWriter, jsonWriter, ndjsonWriter, textWriter } from '../report/index.ts'
import type { ReportWriter, TextOptions } from '../report/index.ts'
import { UsageError } from './usage-error.ts'

export const formats = ['text', 'json', 'ndjson', 'csv'] as const
export type Format = (typeof formats)[number]

const EXTENSIONS: ReadonlyMap<string, Format> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
])

export function newWriter(format: Format, options: TextOptions = {}): ReportWriter {
  switch (format) {
    case 'text':
      return textWriter(options)
    case 'json':
      return jsonWriter()
    case 'ndjson':
      return ndjsonWriter()
    case 'csv':
      return csvWriter()
  }
}

/** The format of a file by its extension; where that says nothing, the one that was asked for. */
export function fileFormat(path: string, asked: Format | undefined): Format {
  const format = EXTENSIONS.get(extname(path).toLowerCase()) ?? asked
  if (format !== undefined) return format
  const known = [...new Set(EXTENSIONS.keys())].join(' ')
  throw new UsageError(`-o ${path}: expected a file name that ends in one of ${known}, such as -o scan.json`)
}
