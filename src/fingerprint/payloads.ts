import type { Endpoint } from '../model/endpoint.ts'
import type { Opening, Payload, Payloads } from '../model/result.ts'
import { helloContext, type Speaker } from './opener.ts'
import { isUntouchable, maySpeak } from './priors.ts'
import type { ServiceProbe } from './service-probe.ts'

/** Services that are not tried off their own ports. */
const RARE = 7
/** What a port without a usual service is asked, at most. */
const MOST_DEFAULTS = 10

/** What the words are made from, and who hears of a probe that fails to make them. */
export interface PayloadsOptions extends Speaker {
  /** Told of the bug; an empty datagram is sent instead. Default: the error ends the try. */
  readonly failed?: (probe: ServiceProbe, error: unknown) => void
}

/**
 * What each UDP port is asked: all that the services say that are usual there; any other port hears the first datagram
 * of each service that is not rare, one a try, most usual first. Where words may move a machine, an empty datagram is
 * all.
 *
 * @example
 * udpPayload({ payloads: payloadsFor(commonServices, { random: Math.random }) })
 */
export function payloadsFor(probes: readonly ServiceProbe[], options: PayloadsOptions): Payloads {
  const speaking = speakers(probes)
  const usual = new Map<number, ServiceProbe[]>()
  for (const probe of speaking)
    for (const port of probe.udpPorts ?? []) usual.set(port, [...(usual.get(port) ?? []), probe])
  const defaults = usualAnywhere(probes)
  return (endpoint) => {
    const openings = (probe: ServiceProbe): Payload[] => openingsOf(probe, endpoint, options)
    const own = usual.get(endpoint.port)?.filter((probe) => maySpeak(probe, endpoint))
    if (own !== undefined || isUntouchable(endpoint.port)) return (own ?? []).flatMap(openings)
    return defaults.flatMap((probe) => openings(probe).slice(0, 1))
  }
}

/** Those that are tried on any port, most usual first; rare ones only where there are no others. */
export function usualAnywhere(probes: readonly ServiceProbe[]): readonly ServiceProbe[] {
  const all = speakers(probes).filter(({ optIn }) => optIn !== true)
  const usual = all.filter((probe) => rarityOf(probe) < RARE)
  // Where only rare ones were chosen, they are what is looked for.
  return (usual.length > 0 ? usual : all).slice(0, MOST_DEFAULTS)
}

function speakers(probes: readonly ServiceProbe[]): ServiceProbe[] {
  return probes.filter(({ datagrams = [] }) => datagrams.length > 0).sort((a, b) => rarityOf(a) - rarityOf(b))
}

function rarityOf({ rarity, datagramRarity = rarity }: ServiceProbe): number {
  return datagramRarity
}

function openingsOf(probe: ServiceProbe, endpoint: Endpoint, options: PayloadsOptions): Payload[] {
  const { name, datagrams = [], anyPort } = probe
  return datagrams.map((words) => {
    const make = (): Opening => {
      try {
        return { probe: name, bytes: firstBytes(words(helloContext(endpoint, options, false))) }
      } catch (error) {
        if (options.failed === undefined) throw error
        options.failed(probe, error)
        return { probe: 'listen' }
      }
    }
    return anyPort === true ? Object.assign(make, { anyPort }) : make
  })
}

/** What a probe of a user's has made may be anything. */
function firstBytes(bytes: Uint8Array): Uint8Array {
  if (ArrayBuffer.isView(bytes)) return bytes
  throw new TypeError(`datagrams have to be bytes, but one was ${typeof bytes}`)
}
