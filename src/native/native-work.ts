import { createRequire } from 'node:module'
import { ScanError } from '../model/errors.ts'
import type { ThreadWork } from '../threads/dial-thread.ts'
import script from './native-dialer.ts?thread'
import type { NativeWorkOptions } from './work-options.ts'

/** Where it was measured, and where its layouts are the right ones. */
const MACHINES = ['x64', 'arm64']

/**
 * The work of a thread that dials by the system's own calls: Linux on x64 and arm64, with koffi installed.
 *
 * @throws ScanError `ERR_OPTION` on another system, `ERR_MISSING_PEER` without koffi
 */
export function nativeWork(
  options: NativeWorkOptions,
  { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): ThreadWork {
  if (platform !== 'linux' || !MACHINES.includes(arch)) {
    throw new ScanError(
      'ERR_OPTION',
      `the native engine runs on Linux on ${MACHINES.join(' and ')}, but this is ${platform} on ${arch}: leave the engine to 'auto'`,
      { input: 'engine' },
    )
  }
  return { script, data: { ...options, koffi: pathOfKoffi() } }
}

function pathOfKoffi(): string {
  try {
    return createRequire(import.meta.url).resolve('koffi')
  } catch (cause) {
    throw new ScanError('ERR_MISSING_PEER', 'the native engine needs the package koffi: npm install koffi', {
      input: 'koffi',
      cause,
    })
  }
}
