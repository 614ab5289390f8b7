import type { ServiceProbe } from './fingerprint/service-probe.ts'
import { commonServices, optInServices } from './fingerprint/services/index.ts'
import { ScanError } from './model/errors.ts'
import { nearestName } from './model/nearest-name.ts'
import { checkProbe } from './scan-probe-rules.ts'

/** Every probe that is shipped, by its name: those that are asked for by name alone, too. */
const shipped: ReadonlyMap<string, ServiceProbe> = new Map(
  [...commonServices, ...optInServices].map((probe) => [probe.name, probe]),
)

/**
 * Probes as values: each that is given by its name is looked up, and each is there once. Throws `ERR_OPTION` for a name that
 * is not known, for a probe that cannot be asked, and for two of one name: an answer is told by the name of its question.
 */
export function probesOf(given: readonly (ServiceProbe | string)[]): readonly ServiceProbe[] {
  const named = new Map<string, ServiceProbe>()
  for (const probe of given) {
    if (typeof probe === 'string') continue
    // What is shipped has its tests.
    if (shipped.get(probe.name) !== probe) checkProbe(probe)
    if ((named.get(probe.name) ?? probe) !== probe) throw twoOf(probe.name)
    named.set(probe.name, probe)
  }
  return [
    ...new Set(given.map((one) => (typeof one === 'string' ? (named.get(one) ?? shippedProbe(one)) : one))),
  ]
}

function twoOf(name: string): ScanError {
  const remedy = shipped.has(name)
    ? 'the package has one of that name: give yours another name, or leave that one out'
    : 'give one of them another name'
  return new ScanError('ERR_OPTION', `two service probes are called '${name}'; ${remedy}`, {
    input: name,
  })
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
