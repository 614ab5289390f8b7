import { clockContract } from '../../../src/testing/contracts/clock-contract.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'systemClock',
  clockContract(() => ({
    clock: systemClock,
    pass: (ms) => new Promise((passed) => setTimeout(passed, ms)),
  })),
)
