import { ScanError } from '../model/errors.ts'
import { addressWords } from '../threads/dial-records.ts'

/** What may be said to a strategy whose threads make the system's own calls. */
export interface ProbeOptions {
  readonly workers?: number | undefined
  readonly capacity?: number | undefined
  readonly idle?: number | undefined
  readonly localAddress?: string | undefined
}

const BOUNDS = [
  ['workers', 1, 64],
  ['capacity', 1, 1_048_576],
  ['idle', 0, 65_536],
] as const

/** @throws ScanError `ERR_OPTION` for what is out of bounds */
export function checkProbeOptions(options: ProbeOptions): void {
  for (const [key, least, most] of BOUNDS) {
    const value = options[key] ?? least
    if (Number.isInteger(value) && value >= least && value <= most) continue
    throw optionError(key, `a whole number from ${least} to ${most}`, value)
  }
  const { localAddress } = options
  if (localAddress !== undefined && addressWords(localAddress) === undefined) {
    throw optionError('localAddress', 'an address without a zone', localAddress)
  }
}

function optionError(key: string, expected: string, value: unknown): ScanError {
  const message = `option '${key}': expected ${expected}, but got ${JSON.stringify(value)}`
  return new ScanError('ERR_OPTION', message, { input: key })
}
