import { Mismatch } from './mismatch.ts'

/** Makes a `T` of a value of JSON; throws `Mismatch` for what is none. */
export type Shape<T> = (value: unknown) => T

export function mismatch(expected: string, value: unknown): never {
  throw new Mismatch(expected, value)
}

export const text: Shape<string> = (value) => (typeof value === 'string' ? value : mismatch('a text', value))

export const yesOrNo: Shape<boolean> = (value) =>
  typeof value === 'boolean' ? value : mismatch('true or false', value)

export const number: Shape<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : mismatch('a number', value)

export function integer(first: number, last: number): Shape<number> {
  const expected = last === Number.MAX_SAFE_INTEGER ? `a whole number from ${first}` : `${first} to ${last}`
  return (value) =>
    Number.isInteger(value) && (value as number) >= first && (value as number) <= last
      ? (value as number)
      : mismatch(expected, value)
}

/** One of some words. A table, so that the compiler sees where one of the type is forgotten. */
export function wordOf<T extends string>(table: Readonly<Record<T, true>>): Shape<T> {
  const words = new Set<unknown>(Object.keys(table))
  const expected = `one of ${[...words].map((word) => `'${String(word)}'`).join(', ')}`
  return (value) => (words.has(value) ? (value as T) : mismatch(expected, value))
}

export function list<T>(item: Shape<T>): Shape<T[]> {
  return (value) =>
    Array.isArray(value) ? value.map((one, at) => inside(at, item, one)) : mismatch('a list', value)
}

/** A member that may be missing. */
export interface Optional<T> {
  readonly optional: Shape<T>
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape }
}

/** A shape for each member of a type: one that is forgotten, or may be missing and does not say so, is an error. */
export type Members<T> = {
  readonly [Key in keyof T]-?: undefined extends { [Any in keyof T]: T[Any] }[Key]
    ? Optional<Exclude<T[Key], undefined>>
    : Shape<T[Key]>
}

/** An object; what `members` does not have is left out. */
export function record<T extends object>(members: Members<T>): Shape<T> {
  const entries = Object.entries<Shape<unknown> | Optional<unknown>>(members).map(([key, member]) =>
    typeof member === 'function'
      ? { key, shape: member, needed: true }
      : { key, shape: member.optional, needed: false },
  )
  return (value) => {
    const from = object(value)
    const made: Record<string, unknown> = {}
    for (const { key, shape, needed } of entries) {
      const member = from[key]
      // A number that JSON cannot write is null.
      if (needed || (member !== undefined && member !== null)) made[key] = inside(key, shape, member)
    }
    return made as T
  }
}

/** An object whose keys are words. What comes from outside is a key of its own, also where it is called `__proto__`. */
export function dictionary<Key extends string, T>(
  key: Shape<Key>,
  item: Shape<T>,
): Shape<Readonly<Partial<Record<Key, T>>>> {
  return (value) =>
    Object.fromEntries(
      Object.entries(object(value)).map(([name, one]) => [inside(name, key, name), inside(name, item, one)]),
    ) as Partial<Record<Key, T>>
}

export const object: Shape<Readonly<Record<string, unknown>>> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : mismatch('an object', value)

function inside<T>(key: string | number, shape: Shape<T>, value: unknown): T {
  try {
    return shape(value)
  } catch (error) {
    throw error instanceof Mismatch ? error.under(key) : error
  }
}
