import assert from 'node:assert/strict'

/**
 * One thing that every implementation of an extension point must do. It rejects with an `AssertionError` where this one
 * does not, so any test runner can run it.
 *
 * @example
 * for (const { name, run } of connectorContract(makeWorld)) test(name, run)
 */
export interface ContractCase {
  /** A sentence: `'a refusal is data: its code, and no Error'`. */
  readonly name: string
  run(): Promise<void>
}

/** What the cases of a contract do with a fresh implementation, by their names. */
export type Uses<Under> = Readonly<Record<string, (under: Under) => Promise<void> | void>>

/** The cases of a contract, each with an implementation of its own; `after` runs however the case ends. */
export function casesOf<Under>(
  uses: Uses<Under>,
  make: () => Promise<Under> | Under,
  after: (under: Under) => Promise<void> | void = () => {},
): ContractCase[] {
  return Object.entries(uses).map(([name, use]) => ({
    name,
    async run() {
      const under = await make()
      try {
        await use(under)
      } finally {
        await after(under)
      }
    },
  }))
}

/** Asserts the given members of an object, whatever else it has. */
export function like<T extends object>(actual: T, expected: Partial<T>): void {
  const keys = Object.keys(expected) as (keyof T)[]
  assert.deepEqual(Object.fromEntries(keys.map((key) => [key, actual[key]])), expected)
}

/** What a promise that must reject rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const settled = await promise.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  )
  assert.ok(settled !== undefined, 'expected a rejection, got an answer')
  return settled.reason
}
