import { ScanError } from '../model/errors.ts'
import type { Exchange } from '../model/result.ts'
import { bytesRecord } from './byte-text.ts'
import { escapeJson } from './escape-text.ts'

/**
 * Any part of a report as one line of JSON. Bytes become `{ text, base64, truncated }`, errors their code, message
 * and facts. Pure ASCII where a terminal could take offence, so that even `cat` is safe; parsing gives all back.
 */
export function jsonText(value: unknown): string {
  // The holder is asked, because `toJSON` (Buffer has one) has run before the replacer sees the value.
  function replace(this: unknown, key: string, value: unknown): unknown {
    const raw: unknown = key === '' ? value : Reflect.get(this as object, key)
    if (raw instanceof Uint8Array) return bytesRecord(raw, isTruncated(this, key, raw))
    if (raw instanceof Error) return errorRecord(raw)
    if (raw instanceof Map) return Object.fromEntries(raw)
    if (raw instanceof Set) return [...(raw as Set<unknown>)]
    return typeof raw === 'bigint' ? raw.toString() : value
  }
  return escapeJson(JSON.stringify(value, replace) ?? 'null')
}

interface BytesHolder {
  readonly truncated?: unknown
  readonly exchanges?: readonly Exchange[]
}

function isTruncated(holder: unknown, key: string, bytes: Uint8Array): boolean {
  const { truncated, exchanges } = holder as BytesHolder
  if (key === 'received') return truncated === true
  if (key !== 'banner' || !Array.isArray(exchanges)) return false
  const first = (exchanges as readonly Exchange[]).find(({ received }) => received.length > 0)
  return first !== undefined && (first.truncated || first.received.length > bytes.length)
}

function errorRecord(error: Error): Record<string, unknown> {
  const { message, cause } = error
  const code: unknown = Reflect.get(error, 'code')
  const facts =
    error instanceof ScanError ? { input: error.input, position: error.position, failure: error.failure } : {}
  return {
    ...(code === undefined ? { name: error.name } : { code }),
    message,
    ...facts,
    ...(cause instanceof Error ? { cause: causeRecord(cause) } : {}),
  }
}

// One level: what led to the cause is for a debugger, not for a report.
function causeRecord(cause: Error): Record<string, unknown> {
  return { code: Reflect.get(cause, 'code') as unknown, message: cause.message }
}
