import { ScanError } from '../model/errors.ts'

/** How often hosts are asked, and how long they are waited for. */
export interface PingOptions {
  /** Milliseconds after which it is asked again, or given up. */
  readonly timeout?: number
  /** How often it is asked again at most: a packet may be lost. */
  readonly retries?: number
}

/** Throws `ERR_OPTION` for what is not known or not right. */
export function checkPingOptions(
  name: string,
  given: object,
  keys: readonly string[] = ['timeout', 'retries'],
): void {
  const unknown = Object.keys(given).find((key) => !keys.includes(key))
  if (unknown !== undefined) {
    const message = `${name}: unknown option '${unknown}'; expected { ${keys.join(', ')} }`
    throw new ScanError('ERR_OPTION', message, { input: unknown })
  }
  const { timeout = 1, retries = 0 } = given as PingOptions
  check(name, 'timeout', timeout > 0 && timeout <= 3_600_000, 'milliseconds, above 0 to 3600000', timeout)
  const whole = Number.isInteger(retries) && retries >= 0 && retries <= 100
  check(name, 'retries', whole, 'a whole number from 0 to 100', retries)
}

function check(name: string, key: string, right: boolean, expected: string, value: unknown): void {
  if (right) return
  const message = `${name}: option '${key}': expected ${expected}, but got ${String(value)}`
  throw new ScanError('ERR_OPTION', message, { input: key })
}
