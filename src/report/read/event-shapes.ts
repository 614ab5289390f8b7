import { ScanError, type ErrorCode, type ErrorFacts } from '../../model/errors.ts'
import type { HostEvent, Skipped, StateCounts, Warning } from '../../model/event.ts'
import type { Reason } from '../../model/result.ts'
import {
  errorCode,
  hostMark,
  hostReason,
  portState,
  reason,
  resolveFailure,
  skipReason,
  warningCode,
} from './model-words.ts'
import { address, count, family, port, scanned } from './result-shape.ts'
import { dictionary, list, mismatch, object, optional, record, text, wordOf, type Shape } from './shape.ts'

export const stateCounts: Shape<StateCounts> = dictionary(
  portState,
  dictionary<Reason, number>(reason, count),
)

/** What a host has as an event and in a report. */
export const hostFacts = {
  target: text,
  name: optional(text),
  address,
  family,
  tag: optional(text),
  reason: optional(hostReason),
  names: optional(list(text)),
  marks: optional(list(hostMark)),
  mac: optional(text),
  vendor: optional(text),
}

export const hostEvent = record<HostEvent>({
  kind: wordOf({ host: true }),
  status: wordOf<HostEvent['status']>({ up: true, down: true, finished: true }),
  ...hostFacts,
  counts: optional(stateCounts),
  unprobed: optional(count),
  scanned: optional(scanned),
})

export const skipped = record<Skipped>({
  kind: wordOf({ skipped: true }),
  target: text,
  reason: skipReason,
  name: optional(text),
  address: optional(text),
  port: optional(port),
  tag: optional(text),
  error: optional(scanError),
})

export const warning = record<Warning>({
  kind: wordOf({ warning: true }),
  code: warningCode,
  message: text,
  target: optional(text),
})

function scanError(value: unknown): ScanError {
  const { code, message, cause, ...facts } = errorRecord(value)
  return new ScanError(code, message, { ...facts, ...(cause !== undefined && { cause: causeOf(cause) }) })
}

interface ErrorRecord extends Omit<ErrorFacts, 'cause'> {
  readonly code: ErrorCode
  readonly message: string
  readonly cause?: Readonly<Record<string, unknown>>
}

const errorRecord = record<ErrorRecord>({
  code: errorCode,
  message: text,
  input: optional(text),
  position: optional(count),
  failure: optional(resolveFailure),
  cause: optional(object),
})

function causeOf({ code, message }: Readonly<Record<string, unknown>>): Error {
  if (typeof message !== 'string') return mismatch('an error with a message', message)
  return Object.assign(new Error(message), code === undefined ? {} : { code })
}
