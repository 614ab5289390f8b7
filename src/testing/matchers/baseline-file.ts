import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ScanError } from 'portscan-core'
import type { ScanReport } from 'portscan-core'
import { checkReport, loadPolicy, policyOf, policyText, type Policy } from 'portscan-core/report'

const HOW =
  'the -u of vitest and jest, or PORTSCAN_UPDATE=1 in the environment, writes it from what is open then'

/** Whether the environment asks for baselines to be written. */
export function updatesBaselines(): boolean {
  return /^(1|true)$/i.test(process.env['PORTSCAN_UPDATE'] ?? '')
}

/** The policy of a file; `undefined` where it is not there and may be written. One that cannot be read throws. */
export async function readBaseline(file: string, update: boolean): Promise<Policy | undefined> {
  try {
    return await loadPolicy(file)
  } catch (error) {
    if (!isMissing(error)) throw error
    if (update) return undefined
    throw new ScanError('ERR_OPTION', `${file}: there is no such baseline; ${HOW}`, {
      input: file,
      cause: error,
    })
  }
}

/** Writes what is open as the baseline; refuses where that would lose what the file says of other hosts. */
export async function writeBaseline(file: string, report: ScanReport, policy?: Policy): Promise<void> {
  const used = new Set(policy && checkReport(report, policy).hosts.map(({ rule }) => rule?.path))
  const others = (policy?.hosts ?? []).filter(({ place }) => !used.has(place.path))
  if (others.length > 0) {
    const texts = others.map(({ text }) => text).join(', ')
    const message = `${file} is not written anew: it is about other hosts too (${texts}); change it by hand, or give each target a file of its own`
    throw new ScanError('ERR_OPTION', message, { input: file })
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, policyText(policyOf(report), /\.json$/i.test(file) ? 'json' : 'yaml'))
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof ScanError)) return false
  const { cause } = error as { readonly cause?: unknown }
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
}
