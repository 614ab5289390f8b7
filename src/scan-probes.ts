import type { ServiceProbe } from './fingerprint/service-probe.ts'
import { commonServices, optInServices } from './fingerprint/services/index.ts'
import { ScanError } from './model/errors.ts'
import { nearestName } from './model/nearest-name.ts'

/** Every probe that is shipped, by its name: those that are asked for by name alone, too. */
const shipped: ReadonlyMap<string, ServiceProbe> = new Map(
  [...commonServices, ...optInServices].map((probe) => [probe.name, probe]),
)

/** Probes as values: each that is given by its name is looked up, and each is there once. Throws `ERR_OPTION`. */
export function probesOf(given: readonly (ServiceProbe | string)[]): readonly ServiceProbe[] {
  return [...new Set(given.map((probe) => (typeof probe === 'string' ? shippedProbe(probe) : probe)))]
}

function shippedProbe(name: string): ServiceProbe {
  const probe = shipped.get(name)
  if (probe !== undefined) return probe
  const near = nearestName(name, shipped.keys())
  const hint = near === undefined ? '' : `; did you mean '${near}'?`
  throw new ScanError(
    'ERR_OPTION',
    `option 'services.probes': expected the name of a service that is known, but got '${name}'${hint}`,
    { input: name },
  )
}
