import { loadPatternEngine } from '../linear-engine.ts'
import type { ServiceProbe } from '../service-probe.ts'
import { checkDefinitions } from './check-definition.ts'
import type { ProbeDefinition, ProbeFile } from './probe-definition.ts'
import { probeFromDefinition } from './probe-from-definition.ts'
import { readDefinitions } from './read-definitions.ts'

/**
 * Service probes from a JSON or YAML file (`schema/service-probes.schema.json` describes it), or from the same as an
 * object. Patterns run on the linear-time engine of the optional peer `re2js`; without it, those that an answer could
 * make slow are refused. YAML needs the optional peer `yaml`.
 *
 * @throws ScanError `ERR_OPTION` that names the file, the probe and the match, `ERR_MISSING_PEER`
 * @example
 * const own = await loadProbes('acme.yaml')
 * for await (const port of scan(targets, { services: { probes: [...own, ...commonServices] } })) use(port)
 */
export async function loadProbes(
  source: string | URL | ProbeFile | ProbeDefinition | readonly ProbeDefinition[],
): Promise<readonly ServiceProbe[]> {
  const file = typeof source === 'string' || source instanceof URL
  const read = file ? await readDefinitions(source) : { value: source, source: 'probes' }
  const definitions = checkDefinitions(read.value, read.source)
  const engine = await loadPatternEngine()
  return definitions.map((definition) => probeFromDefinition(definition, engine, read.source))
}
