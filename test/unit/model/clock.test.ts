import { clockContract } from '../../contract/clock.ts'
import { systemClock } from '../../../src/model/clock.ts'

clockContract('systemClock', () => ({
  clock: systemClock,
  pass: (ms) => new Promise((passed) => setTimeout(passed, ms)),
}))
