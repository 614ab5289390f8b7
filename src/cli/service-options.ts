import type { ScanOptions } from '../index.ts'
import type { Library } from './library.ts'
import type { ScanFlags } from './scan-flags.ts'
import { UsageError } from './usage-error.ts'

/** What the options of the command line say of the naming of services. */
export async function serviceOptions(
  { services, contact, probe, probes }: ScanFlags,
  library: Library,
): Promise<ScanOptions['services']> {
  if (services !== true) {
    if (contact !== undefined)
      throw needsServices('--contact', 'goes into service probes', "'https://scans.example'")
    if (probe !== undefined) throw needsServices('--probe', 'adds a service probe', 'modbus')
    if (probes !== undefined) throw needsServices('--probes', 'adds service probes', 'acme.yaml')
    return undefined
  }
  const own = probes && (await Promise.all(probes.map((file) => library.loadProbes(file))))
  if (contact === undefined && own === undefined && probe === undefined) return true
  return {
    ...(contact !== undefined && { contact }),
    ...((own ?? probe) && {
      probes: [...(own?.flat() ?? []), ...library.commonServices, ...(probe ?? [])],
    }),
  }
}

function needsServices(option: string, why: string, example: string): UsageError {
  return new UsageError(`${option} ${why}; expected -s with it, as in: -s ${option} ${example}`)
}
