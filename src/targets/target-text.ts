import { ScanError } from '../model/errors.ts'
import { quoteInput } from './quote-input.ts'

/** A stretch of the text that the user gave, which knows where in it it stands. */
export interface TargetText {
  readonly input: string
  readonly text: string
  readonly position: number
}

export function sliceText(whole: TargetText, start: number, end: number = whole.text.length): TargetText {
  return { input: whole.input, text: whole.text.slice(start, end), position: whole.position + start }
}

/** `ERR_TARGET` about this stretch: what is wrong with it, and how a right one looks. */
export function targetError(where: TargetText, trouble: string, example: string, cause?: unknown): ScanError {
  const message = `target ${quoteInput(where.text)} ${trouble} (a right one: '${example}')`
  const facts = { input: where.input, position: where.position, ...(cause !== undefined && { cause }) }
  return new ScanError('ERR_TARGET', message, facts)
}
