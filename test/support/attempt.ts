export { testAttempt, type TestAttempt } from '../../src/testing/contracts/test-attempt.ts'
