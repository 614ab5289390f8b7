import { addressWords } from '../threads/dial-records.ts'
import { wholeNumber, type OptionRule } from './option-rules.ts'

const isAddress = (value: unknown): boolean => typeof value === 'string' && addressWords(value) !== undefined

/** What may be said to a strategy whose threads make the system's own calls. */
export const probeRules = {
  workers: wholeNumber(1, 64),
  capacity: wholeNumber(1, 1_048_576),
  localAddress: [isAddress, 'an address without a zone'],
} satisfies Record<string, OptionRule>

/** Of one whose threads keep sockets, too. */
export const dialRules = { ...probeRules, idle: wholeNumber(0, 65_536) } satisfies Record<string, OptionRule>
