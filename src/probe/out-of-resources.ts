import { ScanError } from '../model/errors.ts'

/** Milliseconds without any success before the scan gives up: nothing that would pass by itself takes so long. */
export const PATIENCE = 30_000

/** This machine has nothing left to connect with; `code` is the system's last word on why. */
export function outOfResources(code = 'no code'): ScanError {
  return new ScanError(
    'ERR_RESOURCE',
    `this machine could not open one connection for 30 s (${code}): expected a free socket, port and buffer; ` +
      'close other programs, or raise the limit of open files (ulimit -n)',
  )
}
