import { createRequire } from 'node:module'
import { ScanError } from '../model/errors.ts'

/** Where it was measured, and where its layouts are the right ones. */
const MACHINES = ['x64', 'arm64']

/**
 * Where koffi is, by which the system's own calls are made: Linux on x64 and arm64. `what` wants it: a name, and what to
 * do without it.
 *
 * @throws ScanError `ERR_OPTION` on another system, `ERR_MISSING_PEER` without koffi
 */
export function koffiPath(
  what: { readonly name: string; readonly input: string; readonly instead: string },
  { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): string {
  const { name, input, instead } = what
  if (platform !== 'linux' || !MACHINES.includes(arch)) {
    const message = `${name} runs on Linux on ${MACHINES.join(' and ')}, but this is ${platform} on ${arch}: ${instead}`
    throw new ScanError('ERR_OPTION', message, { input })
  }
  try {
    return createRequire(here()).resolve('koffi')
  } catch (cause) {
    throw new ScanError('ERR_MISSING_PEER', `${name} needs the package koffi: npm install koffi`, {
      input: 'koffi',
      cause,
    })
  }
}

/** This file, or what an application was bundled into: as CommonJS that has no `import.meta.url`. */
function here(): string {
  return (import.meta as { url?: string }).url ?? __filename
}
