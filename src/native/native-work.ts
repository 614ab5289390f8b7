import type { ThreadWork } from '../threads/dial-thread.ts'
import { koffiPath } from './koffi-path.ts'
import script from './native-dialer.ts?thread'
import type { NativeWorkOptions } from './work-options.ts'

const ENGINE = { name: 'the native engine', input: 'engine', instead: `leave the engine to 'auto'` }

/**
 * The work of a thread that dials by the system's own calls: Linux on x64 and arm64, with koffi installed.
 *
 * @throws ScanError `ERR_OPTION` on another system, `ERR_MISSING_PEER` without koffi
 */
export function nativeWork(
  options: NativeWorkOptions,
  machine: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): ThreadWork {
  return { script, data: { ...options, koffi: koffiPath(ENGINE, machine) } }
}
