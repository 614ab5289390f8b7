import type { Option } from 'commander'
import { diffJson, diffMarkdown, diffText, type ReportDiff } from '../report/index.ts'
import type { DocumentFlags, DocumentFormats } from './document-outputs.ts'
import { flag, flagGroup } from './flag.ts'
import { logFlags, type LogFlags } from './log-flags.ts'
import { oneOf, repeated, wholeNumber } from './option-values.ts'

export interface DiffFlags extends LogFlags, DocumentFlags {
  readonly certificateDays?: number
}

export const diffFormats: DocumentFormats<ReportDiff> = {
  text: { extensions: ['.txt', '.text'], write: diffText },
  json: { extensions: ['.json'], write: diffJson },
  markdown: { extensions: ['.md', '.markdown'], write: diffMarkdown },
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
      flag('-o, --output <file>', 'also write a file: .txt, .json, .md; may be repeated', repeated),
      ...logFlags(),
    ]),
  ]
}
