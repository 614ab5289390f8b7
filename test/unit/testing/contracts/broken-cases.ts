import type { ContractCase } from '../../../../src/testing/contracts/contract-case.ts'

/** The names of the cases that an implementation does not pass. */
export async function brokenCases(cases: readonly ContractCase[]): Promise<string[]> {
  const broken = await Promise.all(
    cases.map(({ name, run }) =>
      run().then(
        () => undefined,
        () => name,
      ),
    ),
  )
  return broken.filter((name) => name !== undefined)
}
