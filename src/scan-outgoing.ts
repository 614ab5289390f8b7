import { openerFor } from './fingerprint/opener.ts'
import { payloadsFor } from './fingerprint/payloads.ts'
import { commonServices } from './fingerprint/services/index.ts'
import { WarnOnce } from './fingerprint/warn-once.ts'
import type { Connector } from './net/connection.ts'
import { withDeadlines } from './net/deadlines.ts'
import type { Engine } from './model/stats.ts'
import { normalizeAddress } from './net/embedded-address.ts'
import { withLimiter } from './net/limited.ts'
import { createLimiter } from './net/limiter.ts'
import { withPolicy, type Policy } from './net/policy.ts'
import { createRate, withRate, type Rate } from './net/rate.ts'
import { tcpConnector } from './net/tcp-connector.ts'
import { withTurns } from './net/turns.ts'
import { udpConnector } from './net/udp-connector.ts'
import { guarded } from './probe/guarded.ts'
import type { ProbeStrategy } from './probe/strategy.ts'
import { tcpBanner } from './probe/tcp-banner.ts'
import { tcpConnect } from './probe/tcp-connect.ts'
import { udpPayload } from './probe/udp-payload.ts'
import { engineStrategy } from './scan-engine.ts'
import type { ScanSettings } from './scan-settings.ts'

/** Every way by which a scan sends something, each under the same policy, rate and limiter. */
export interface Outgoing {
  /** For the TCP ports. */
  readonly strategy: ProbeStrategy
  /** For the UDP ports. */
  readonly udpStrategy: ProbeStrategy
  /** For the naming of services: where the name is not known yet, and for the details of what is known. */
  readonly connector: Connector
  readonly detailConnector: Connector
  /** For the search for hosts. */
  readonly pingConnector: Connector
  /** For the canary: one connection now and then, that waits for nobody but the user's limiter. */
  readonly canaryConnector: Connector
  /** Of all together, where there is a bound. */
  readonly rate: Rate | undefined
  /** Who may be contacted; without it everybody. */
  readonly permits: Policy | undefined
  /** Of the probes that failed to make their words for UDP. */
  readonly warnings: WarnOnce
}

/** The share of naming's slots that those without a name may hold. */
const UNNAMED = 0.8

export function outgoing(settings: ScanSettings, started: (engine: Engine) => void): Outgoing {
  const { options, clock, slots } = settings
  const rate = createScanRate(settings)
  const warnings = new WarnOnce()
  const permits = createPolicy(settings)
  // Order: limiter slot, rate, policy, dial.
  const rated = (sharedBuffer: boolean): Connector => {
    const { connector } = options
    const dial =
      connector === undefined ? ownConnector(settings, sharedBuffer) : heldToItsWord(settings, connector)
    const permitted = permits === undefined ? dial : withPolicy(dial, permits)
    return rate === undefined ? permitted : withRate(permitted, rate, clock)
  }
  // With naming each open port becomes a conversation, and a thousand peers may flood at once.
  const bare = rated(settings.services !== undefined)
  const { limiter, strategy } = options
  const slotted = limiter === undefined ? bare : withLimiter(bare, limiter)
  // A stranger's strategy may dial by itself: it is held to the rules as a whole.
  const guard = { ...(permits && { permits }), ...(rate && { rate }) }
  const held = (own: ProbeStrategy): ProbeStrategy => guarded(own, guard)
  const naming = limiter ?? createLimiter(Math.max(1, slots.services))
  // Naming gets slots first: what it finishes makes room.
  const named = (): Connector => withLimiter(withTurns(rated(true), clock), naming, 1)
  return {
    strategy:
      strategy?.tcp === undefined
        ? engineStrategy(settings, usualStrategy(settings, slotted), guard, started)
        : held(strategy.tcp),
    udpStrategy:
      strategy?.udp === undefined ? usualUdpStrategy(settings, slotted, warnings) : held(strategy.udp),
    // Who has no name yet, perhaps on purpose, leaves some slots to the others.
    connector: withLimiter(named(), createLimiter(Math.ceil(UNNAMED * naming.limit))),
    detailConnector: named(),
    pingConnector: withLimiter(bare, limiter ?? createLimiter(Math.max(1, slots.discovery))),
    // Before all others: an answer that had to wait for them tells nothing of the time when it was wanted.
    canaryConnector: limiter === undefined ? bare : withLimiter(bare, limiter, 2),
    rate,
    permits,
    warnings,
  }
}

function ownConnector({ options }: ScanSettings, sharedBuffer: boolean): Connector {
  const { localAddress } = options
  const from = localAddress === undefined ? {} : { localAddress }
  const [tcp, udp] = [tcpConnector({ ...from, sharedBuffer }), udpConnector(from)]
  return (endpoint, dial) => (endpoint.transport === 'udp' ? udp : tcp)(endpoint, dial)
}

/**
 * A stranger's connector may forget time-outs and cancels. Bare tries cost nothing more then: the pacer leaves them by
 * itself; a conversation or a slot would be held for ever.
 */
function heldToItsWord(settings: ScanSettings, connector: Connector): Connector {
  const { options, services, discovery, clock, canary } = settings
  const bare =
    services === undefined &&
    discovery === undefined &&
    canary === undefined &&
    options.limiter === undefined &&
    settings.ports.udp === undefined
  return bare ? connector : withDeadlines(connector, clock)
}

function usualStrategy({ options, services, clock }: ScanSettings, connector: Connector): ProbeStrategy {
  if (services === undefined) return tcpConnect({ connector })
  const { probes = commonServices, tls = true, contact } = services
  const opener = openerFor(probes, { random: options.random ?? Math.random, tls, contact })
  return tcpBanner({ connector, opener, clock })
}

/** Without naming too: a UDP port shows that it is open by its answer alone, and only to words that it understands. */
function usualUdpStrategy(
  { options, services }: ScanSettings,
  connector: Connector,
  warnings: WarnOnce,
): ProbeStrategy {
  const { probes = commonServices, contact } = services ?? {}
  const { matcherFailed: failed } = warnings
  const payloads = payloadsFor(probes, { random: options.random ?? Math.random, contact, failed })
  return udpPayload({ connector, payloads })
}

function createScanRate({ timing, clock }: ScanSettings): Rate | undefined {
  const { rate, perHostRate } = timing
  return rate === Infinity && perHostRate === Infinity
    ? undefined
    : createRate({ perSecond: rate, perHost: perHostRate, clock })
}

/** Exclusions are held to here too, whatever happened to a name since it was looked up. */
function createPolicy({ allow, deny, exclude }: ScanSettings): Policy | undefined {
  const barred = [deny, exclude].filter((set) => set !== undefined)
  if (allow === undefined && barred.length === 0) return undefined
  return (address) => {
    // ::ffff:192.0.2.1 and its like reach the IPv4 address inside.
    const reached = address.includes(':') ? normalizeAddress(address) : address
    if (barred.some((set) => set.has(address) || set.has(reached))) return false
    return allow === undefined || (allow.has(address) && allow.has(reached))
  }
}
