import { mismatch, object, type Shape } from './shape.ts'

/** Deeper than anything that a service tells, and far from what a stack bears. */
const DEEPEST = 32

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/** `{ text, base64, truncated }` as the bytes that it was made of. */
export const bytes: Shape<Uint8Array> = (value) => {
  const { base64 } = object(value)
  if (typeof base64 !== 'string' || !BASE64.test(base64)) return mismatch('bytes in base64', base64)
  return Uint8Array.from(Buffer.from(base64, 'base64'))
}

/** An object that may hold anything; what is bytes in it is bytes again. */
export const anything: Shape<Readonly<Record<string, unknown>>> = (value) => members(object(value), 1)

function restored(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return mismatch(`no more than ${DEEPEST} levels`, value)
  if (Array.isArray(value)) return value.map((one) => restored(one, depth + 1))
  return isBytes(value) ? bytes(value) : members(value, depth + 1)
}

function members(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, restored(one, depth)]))
}

function isBytes(value: object): boolean {
  const { text, base64, truncated } = value as Readonly<Record<string, unknown>>
  return (
    typeof base64 === 'string' &&
    typeof text === 'string' &&
    typeof truncated === 'boolean' &&
    BASE64.test(base64) &&
    Object.keys(value).length === 3
  )
}
