import type { Endpoint } from '../model/endpoint.ts'
import type { Random } from '../model/random.ts'
import type { Opener, Opening } from '../model/result.ts'
import { isTlsPort, isUntouchable, maySpeak, usualProbes } from './priors.ts'
import type { HelloContext, ServiceProbe } from './service-probe.ts'

/** What our own words are made from, beside the endpoint. */
export interface Speaker {
  /** For the ids and cookies of hellos. */
  readonly random: Random
  /** Who scans: printable ASCII, for probes that can carry it. */
  readonly contact?: string | undefined
}

export interface OpenerOptions extends Speaker {
  /** False where TLS is not to be spoken: then TLS ports are opened like any other. Default true. */
  readonly tls?: boolean
}

/**
 * What to say on the connection that finds a port open, so that state and service cost one connection. A port
 * with a usual service hears that service's hello, or nothing where the server greets first; any other port hears
 * an HTTP/1.0 request at once (a server that greets first does so whatever it is sent). Where TLS is usual, that
 * is said inside it. `undefined`: no dialogue on that connection, because with who is there TLS is spoken on one that
 * lasts.
 */
export function openerFor(
  probes: readonly ServiceProbe[],
  { tls = true, ...speaker }: OpenerOptions,
): Opener {
  const general =
    probes.find(({ name }) => name === 'http') ??
    probes.find(({ hello, optIn }) => hello !== undefined && optIn !== true)
  return (endpoint) => {
    const usual = usualProbes(probes, endpoint.port).find((probe) => maySpeak(probe, endpoint))
    if (usual === undefined && isUntouchable(endpoint.port)) return LISTEN
    if (usual === undefined && tls && isTlsPort(probes, endpoint.port)) {
      const inside = usualProbes(probes, endpoint.port, true)[0]!
      if (isTalkative(inside)) return undefined
      const words = openingOrPatience(inside, helloContext(endpoint, speaker, true))
      return { ...words, tls: { alpn: inside.alpn ?? [] } }
    }
    const probe = usual ?? general
    return probe === undefined ? LISTEN : openingOrPatience(probe, helloContext(endpoint, speaker, false))
  }
}

/** Whether there is more to say on one connection than a question: one handshake is cheaper for that than two. */
function isTalkative({ hello, serverFirst, detail, goodbye }: ServiceProbe): boolean {
  return hello === undefined || serverFirst === true || (detail !== undefined && goodbye !== undefined)
}

/** The first words of a probe, or patient silence where it has none or the server greets first. */
export function openingOf(probe: ServiceProbe, context: HelloContext): Opening {
  const enough = probe.enough && { enough: probe.enough }
  if (probe.serverFirst === true || probe.hello === undefined) return { probe: 'listen', ...enough }
  const bytes = probe.hello(context)
  if (!ArrayBuffer.isView(bytes))
    throw new TypeError(`hello() has to return bytes, but returned ${typeof bytes}`)
  return { probe: probe.name, bytes, ...enough }
}

function openingOrPatience(probe: ServiceProbe, context: HelloContext): Opening {
  // A bug of the probe's is told when it is asked by itself: no reason to lose the scan.
  try {
    const { enough, ...opening } = openingOf(probe, context)
    if (enough === undefined) return opening
    const isEnough = (bytes: Uint8Array): boolean => {
      try {
        return enough(bytes)
      } catch {
        return true
      }
    }
    return { ...opening, enough: isEnough }
  } catch {
    return LISTEN
  }
}

export function helloContext(endpoint: Endpoint, { random, contact }: Speaker, tls: boolean): HelloContext {
  const { address, port, name } = endpoint
  return {
    address,
    port,
    tls,
    random,
    ...(name !== undefined && { name }),
    ...(contact !== undefined && { contact }),
  }
}

const LISTEN: Opening = { probe: 'listen' }
