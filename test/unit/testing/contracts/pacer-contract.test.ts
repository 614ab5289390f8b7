import { expect, test } from 'vitest'
import { createPacer, type Pacer } from '../../../../src/pace/pacer.ts'
import { pathBounds, timings } from '../../../../src/scan-timing.ts'
import { pacerContract, type MakePacer } from '../../../../src/testing/contracts/pacer-contract.ts'
import { contractTests } from '../../../support/contract-tests.ts'
import { brokenCases } from './broken-cases.ts'

const make: MakePacer = (options) => createPacer({ ...pathBounds(timings.normal), ...options })

contractTests('createPacer', pacerContract(make))

test.each<[string, (pacer: Pacer) => Partial<Pacer>]>([
  ['lets as many tries out as were asked for, and no more', () => ({ may: () => true })],
  [
    'what this machine could not do makes the window smaller, and sending rest',
    () => ({ localFailure: () => {} }),
  ],
  ['is stuck for as long as nothing works at a window of one', () => ({ stuckFor: () => 0 })],
  [
    'the last one to release a path forgets it; releasing once more does nothing',
    () => ({ release: () => {} }),
  ],
])('%s: a pacer that does not is found out', async (name, bend) => {
  const broken: MakePacer = (options) => {
    const pacer = make(options)
    // The counters are getters, so they stay alive in the prototype.
    return Object.assign(Object.create(pacer) as Pacer, bend(pacer))
  }
  expect(await brokenCases(pacerContract(broken))).toContain(name)
})
