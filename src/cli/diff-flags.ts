import type { Option } from 'commander'
import {
  diffJson,
  diffMarkdown,
  diffText,
  htmlWriter,
  writeReport,
  type ReportDiff,
} from '../report/index.ts'
import type { ScanReport } from '../index.ts'
import type { DocumentFlags, DocumentFormats } from './document-outputs.ts'
import { flag, flagGroup } from './flag.ts'
import { logFlags, type LogFlags } from './log-flags.ts'
import { oneOf, repeated, wholeNumber } from './option-values.ts'

export interface DiffFlags extends LogFlags, DocumentFlags {
  readonly certificateDays?: number
}

/** Two reports, and what changed from one to the other. */
export interface ComparedReports {
  readonly before: ScanReport
  readonly after: ScanReport
  readonly diff: ReportDiff
  readonly certificateDays?: number
}

export const diffFormats: DocumentFormats<ComparedReports> = {
  text: { extensions: ['.txt', '.text'], write: ({ diff }, layout) => diffText(diff, layout) },
  json: { extensions: ['.json'], write: ({ diff }) => diffJson(diff) },
  markdown: { extensions: ['.md', '.markdown'], write: ({ diff }) => diffMarkdown(diff) },
  // The later report, with what changed marked in it.
  html: {
    extensions: ['.html', '.htm'],
    write: ({ after, diff: _diff, ...options }) =>
      writeReport(after, htmlWriter({ title: 'What changed', ...options })),
  },
}

export function diffFlags(): Option[] {
  const names = Object.keys(diffFormats)
  return [
    ...flagGroup('Comparing:', [
      flag(
        '--certificate-days <n>',
        'tell of certificates when fewer days than this are left (default: 30)',
        wholeNumber(0, 36_500, '14'),
      ),
    ]),
    ...flagGroup('Output:', [
      flag(`-f, --format <${names.join('|')}>`, 'on standard output (default: text)', oneOf(names)),
      flag('-o, --output <file>', 'also write a file: .txt, .json, .md, .html; may be repeated', repeated),
      ...logFlags(),
    ]),
  ]
}
