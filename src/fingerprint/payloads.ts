import type { Endpoint } from '../model/endpoint.ts'
import type { Opening, Payloads } from '../model/result.ts'
import { helloContext, type Speaker } from './opener.ts'
import { isUntouchable } from './priors.ts'
import type { ServiceProbe } from './service-probe.ts'

/** Services that are not tried off their own ports. */
const RARE = 7
/** What a port without a usual service is asked, at most. */
const MOST_DEFAULTS = 8

/**
 * What each UDP port is asked: the first words of the services that are usual there; any other port hears those of all
 * services that are not rare, one a try, most usual first. Where words may move a machine, an empty datagram is all.
 *
 * @example
 * udpPayload({ payloads: payloadsFor(commonServices, { random: Math.random }) })
 */
export function payloadsFor(probes: readonly ServiceProbe[], speaker: Speaker): Payloads {
  const speaking = probes
    .filter(({ datagrams }) => datagrams !== undefined)
    .sort((a, b) => a.rarity - b.rarity)
  const usual = new Map<number, ServiceProbe[]>()
  for (const probe of speaking)
    for (const port of probe.udpPorts ?? []) usual.set(port, [...(usual.get(port) ?? []), probe])
  const defaults = speaking.filter(({ rarity }) => rarity < RARE).slice(0, MOST_DEFAULTS)
  return (endpoint) => {
    if (isUntouchable(endpoint.port)) return []
    return (usual.get(endpoint.port) ?? defaults).flatMap((probe) => openingsOf(probe, endpoint, speaker))
  }
}

function openingsOf(probe: ServiceProbe, endpoint: Endpoint, speaker: Speaker): (() => Opening)[] {
  return (probe.datagrams ?? []).map((words) => () => ({
    probe: probe.name,
    bytes: words(helloContext(endpoint, speaker, false)),
  }))
}
