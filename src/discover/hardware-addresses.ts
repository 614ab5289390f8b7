import { flow } from '../flow/flow.ts'
import { puller } from '../flow/pull.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { HostEvent, ScanEvent } from '../model/event.ts'
import { createNeighbours, type Neighbours } from '../net/neighbours.ts'
import { isAssigned, loadVendors, type VendorOf } from './vendor-list.ts'

/** Where hardware addresses and their makers come from. */
export interface HardwareAddressesOptions {
  /** Default: the table of this machine. */
  readonly neighbours?: Neighbours
  /** Called once, when the first maker is asked for. Default: the optional peer `oui-data`. */
  readonly vendors?: () => Promise<VendorOf>
  readonly clock?: Clock
}

type Events = readonly ScanEvent[]

/** Hosts found and not finished whose addresses are kept: twice a block of them. */
const MOST_FOUND = 8_192

/**
 * Gives host events of this machine's own network (Linux, IPv4) their hardware address, and `finished` ones its maker,
 * where `oui-data` is installed. Whoever has answered is in the neighbour table by then; where the last look at it is
 * older than that, the event waits for the next one, 11 ms as a rule and a second at most. All else passes at once. An
 * address that an `up` event brings, IPv6 too, is in the `finished` one as well.
 */
export function hardwareAddresses(options: HardwareAddressesOptions = {}): Stage<ScanEvent, ScanEvent> {
  const { clock = systemClock, vendors = loadVendors } = options
  const neighbours = options.neighbours ?? createNeighbours({ clock })
  return (source) => {
    const upstream = puller(source)
    /** Of whoever was found by it and is not finished: no table of this machine may have them. */
    const found = new Map<string, string>()
    let vendorOf: Promise<VendorOf> | undefined
    let callOff = (): void => {}
    const isNear = (event: ScanEvent): event is HostEvent =>
      event.kind === 'host' &&
      event.status !== 'down' &&
      (event.mac !== undefined || found.has(event.address) || neighbours.onLink(event.address))
    const macOf = ({ address, mac }: HostEvent): string | undefined => {
      const neighbour = mac ?? found.get(address) ?? neighbours.of(address)
      return neighbour === 'incomplete' ? undefined : neighbour
    }
    const remember = (event: ScanEvent): void => {
      if (event.kind !== 'host' || event.status !== 'up' || event.mac === undefined) return
      found.set(event.address, event.mac)
      if (found.size > MOST_FOUND) found.delete(found.keys().next().value!)
    }

    /** A batch without neighbours, as most are, costs no promise. */
    const look = (batch: Events): Events | Promise<Events> => (batch.some(isNear) ? nameAll(batch) : batch)

    async function nameAll(batch: Events): Promise<Events> {
      batch.forEach(remember)
      const next = clock.now() + neighbours.wait
      const missing = batch.some((event) => isNear(event) && hasAnswered(event) && macOf(event) === undefined)
      // Timers are early by as long as the loop was busy when they were set, and the old table would be looked at again.
      for (let wait = next - clock.now(); missing && wait > 0; wait = next - clock.now()) {
        await new Promise<void>((resolve) => (callOff = clock.after(wait + 1, resolve)))
      }
      if (batch.some((event) => isNear(event) && wantsMaker(event, macOf(event)))) vendorOf ??= vendors()
      const makerOf = (await vendorOf) ?? (() => undefined)
      return batch.map((event) => {
        if (!isNear(event)) return event
        const named = withMac(event, macOf(event), makerOf)
        if (event.status === 'finished') found.delete(event.address)
        return named
      })
    }

    return flow(
      (max) => {
        const batch = upstream.pull(max)
        return batch instanceof Promise ? batch.then(look) : look(batch)
      },
      async () => {
        callOff()
        await upstream.close()
      },
    )
  }
}

function hasAnswered({ status, counts }: HostEvent): boolean {
  return status === 'up' || counts?.open !== undefined || counts?.closed !== undefined
}

/** Only at its end: to read the list stops everything else for a moment, which the answers of the host must not meet. */
function wantsMaker({ status }: HostEvent, mac: string | undefined): mac is string {
  return status === 'finished' && mac !== undefined && isAssigned(mac)
}

function withMac(event: HostEvent, mac: string | undefined, vendorOf: VendorOf): HostEvent {
  if (mac === undefined) return event
  const vendor = wantsMaker(event, mac) ? vendorOf(mac) : undefined
  return { ...event, mac, ...(vendor !== undefined && { vendor }) }
}
