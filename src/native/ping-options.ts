import { parseAddress } from '../net/address.ts'
import { wholeNumber, type OptionRule } from './option-rules.ts'

/** How often hosts are asked, and how long they are waited for. */
export interface PingOptions {
  /** Milliseconds after which it is asked again, or given up. */
  readonly timeout?: number
  /** How often it is asked again at most: a packet may be lost. */
  readonly retries?: number
}

const isTime = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 3_600_000
const isAddress = (value: unknown): boolean => typeof value === 'string' && parseAddress(value) !== undefined

export const pingRules = {
  timeout: [isTime, 'milliseconds, above 0 to 3600000'],
  retries: wholeNumber(0, 100),
} satisfies Record<string, OptionRule>

/** Of pings that may go out from one address of several. */
export const pingFromRules = {
  ...pingRules,
  localAddress: [isAddress, 'an address of this machine'],
} satisfies Record<string, OptionRule>
