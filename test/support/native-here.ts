import { createRequire } from 'node:module'

/** Whether the native engine can run on this machine; says so where it cannot. */
export const nativeHere =
  process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch) && hasKoffi()

if (!nativeHere) console.log(`skipped: the native engine needs Linux on x64 or arm64, and koffi`)

function hasKoffi(): boolean {
  try {
    createRequire(import.meta.url).resolve('koffi')
    return true
  } catch {
    return false
  }
}
