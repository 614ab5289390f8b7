import { describe, test } from 'vitest'
import type { ContractCase } from '../../src/testing/contracts/contract-case.ts'

/** The cases of a contract as tests of this runner. */
export function contractTests(what: string, cases: readonly ContractCase[]): void {
  describe(`${what} keeps its contract`, () => {
    for (const { name, run } of cases) test(name, run)
  })
}
