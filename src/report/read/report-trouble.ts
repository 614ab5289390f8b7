import { ScanError } from '../../model/errors.ts'
import type { Warning } from '../../model/event.ts'
import { escapeText } from '../escape-text.ts'
import { Mismatch } from './mismatch.ts'

/** Where something stands in the text of a report. */
export interface Place {
  /** From 1. */
  readonly line: number
  /** Characters before it. */
  readonly position: number
}

/** `ERR_REPORT`; `input` is what stands there. */
export function unreadable(problem: string, { line, position }: Place, input?: string): ScanError {
  const facts = input === undefined ? { position } : { position, input: input.slice(0, LONGEST_QUOTE) }
  return new ScanError('ERR_REPORT', `line ${line} of the report: ${problem}`, facts)
}

/** A value that is not what it has to be, as the error that readers throw. Any other error stays as it is. */
export function atPlace(error: unknown, place: Place, input?: string): unknown {
  if (!(error instanceof Mismatch)) return error
  const where = error.path === '' ? '' : `${quoted(error.path)}: `
  return unreadable(`${where}expected ${error.expected}, but got ${quoted(error.found)}`, place, input)
}

/** Text from a file, fit for a message. */
export function quoted(text: string): string {
  return escapeText(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text)
}

const LONGEST_QUOTE = 80

/** What was whole is kept. */
export function incomplete(message: string): Warning {
  return { kind: 'warning', code: 'report-incomplete', message }
}
