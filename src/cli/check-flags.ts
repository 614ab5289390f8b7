import type { Option } from 'commander'
import { checkJson, checkMarkdown, checkText, junit, sarif, type PolicyCheck } from '../report/index.ts'
import type { DocumentFlags, DocumentFormats } from './document-outputs.ts'
import { flag, flagGroup } from './flag.ts'
import { oneOf, repeated } from './option-values.ts'
import { scanFlags, type ScanFlags } from './scan-flags.ts'

/** What of a scan is not in the policy: how it is done. */
const SCAN_FLAGS = [
  'discovery',
  'ipv4',
  'ipv6',
  'allAddresses',
  'resolver',
  'contact',
  'probe',
  'probes',
  'timing',
  'concurrency',
  'rate',
  'perHostRate',
  'timeout',
  'retries',
  'hostTimeout',
  'canary',
  'source',
  'engine',
  'workers',
  'progress',
  'quiet',
  'verbose',
  'logFormat',
  'color',
] as const satisfies readonly (keyof ScanFlags)[]

export interface CheckFlags extends Pick<ScanFlags, (typeof SCAN_FLAGS)[number]>, DocumentFlags {
  readonly allowUnchecked?: true
  readonly update?: true
}

export const checkFormats: DocumentFormats<PolicyCheck> = {
  text: { extensions: ['.txt', '.text'], write: checkText },
  json: { extensions: ['.json'], write: checkJson },
  markdown: { extensions: ['.md', '.markdown'], write: checkMarkdown },
  sarif: { extensions: ['.sarif'], write: sarif },
  junit: { extensions: ['.xml'], write: junit },
}

export function checkFlags(): Option[] {
  const names = Object.keys(checkFormats)
  const wanted = new Set<string>(SCAN_FLAGS)
  return [
    ...flagGroup('Checking:', [
      flag('--allow-unchecked', 'pass where the report does not say enough (default: that is a violation)'),
      flag('--update', 'write the policy anew from what is open now, and check nothing'),
    ]),
    ...flagGroup('Output:', [
      flag(`-f, --format <${names.join('|')}>`, 'on standard output (default: text)', oneOf(names)),
      flag('-o, --output <file>', 'also write a file: .txt .json .md .sarif .xml; may be repeated', repeated),
    ]),
    ...scanFlags().filter((option) => wanted.has(option.attributeName())),
  ]
}
