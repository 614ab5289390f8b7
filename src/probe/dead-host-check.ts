import type { PendingPort } from './host-lane.ts'
import type { HostRecord } from './host-record.ts'
import type { LaneRing } from './lane-ring.ts'
import type { Ledger } from './ledger.ts'
import type { LiveAttempt } from './live-attempt.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** Ports of a host that must show that nobody is there before the others wait; as many are tried again later. */
const ENOUGH = 3
/** Milliseconds until then: who was only waking up, or had its answer to ARP lost, gets another chance. */
const PAUSE = 1_000
/**
 * "Host unreachable" that took so many milliseconds comes from a router (or from our own kernel) that waited in vain for
 * ARP, which takes 3 s. A firewall that rejects says the same by ICMP, but at once, and may have open ports all the same.
 */
const SLOW = 2_000

/** A host that nobody may have, while its ports wait. */
interface Suspicion {
  readonly since: number
  /** The ports that are tried again, until they tell; `undefined` before. */
  asked: Set<PendingPort> | undefined
}

/** What the check needs of the run. */
export interface DeadHostDesk {
  readonly settings: ProbeSettings
  readonly ledger: Ledger
  readonly ring: LaneRing
  /** Whether the network was seen to work since then. */
  trusted(since: number): boolean
  /** The host's ports may go on. */
  goOn(record: HostRecord): void
  /** Nobody is there. */
  passOver(record: HostRecord): void
}

/**
 * Finds hosts where nobody is, by evidence alone: on our own link by the neighbour table (nobody answers ARP), beyond a
 * router by "host unreachable" that took as long as ARP does. A host that is merely silent is a filtered one, and one
 * that has answered ever is up.
 */
export class DeadHostCheck {
  readonly #desk: DeadHostDesk
  readonly #suspicions = new Map<HostRecord, Suspicion>()

  constructor(desk: DeadHostDesk) {
    this.#desk = desk
  }

  /** Whether something will be looked at later, though nothing may be under way. */
  get waits(): boolean {
    return this.#suspicions.size > 0
  }

  /** Whether this port is tried again to see if the host is there. */
  asks(port: PendingPort): boolean {
    return this.#suspicions.size > 0 && this.#suspicions.get(port.lane.record)?.asked?.has(port) === true
  }

  /** A try ended in silence, or in "host unreachable". */
  unanswered({ port, number, rtt }: LiveAttempt, unreachable: boolean): void {
    const { record } = port.lane
    if (record.answered || record.rejects || record.skipped !== undefined) return
    const absent = this.#showsAbsence(record, unreachable, rtt)
    if (!absent && unreachable) record.rejects = true
    const suspicion = this.#suspicions.get(record)
    if (suspicion === undefined) {
      if (absent && number === 1 && ++record.absences >= ENOUGH) this.#suspect(record)
    } else if (suspicion.asked?.delete(port) === true) {
      if (!absent) this.alive(record)
    } else if (record.rejects) this.alive(record)
  }

  /** It has answered, or there is no reason any more to think that it is not there. */
  alive(record: HostRecord): void {
    if (this.#suspicions.size === 0 || !this.#suspicions.delete(record)) return
    record.absences = 0
    record.rests = false
    this.#desk.goOn(record)
  }

  /** Nothing more is sent to it anyway. */
  dismiss(record: HostRecord): void {
    this.#suspicions.delete(record)
  }

  /** Time goes on. */
  beat(now: number): void {
    for (const [record, { since, asked }] of this.#suspicions) {
      if (!this.#desk.ledger.has(record)) this.#suspicions.delete(record)
      else if (asked === undefined) {
        if (now - since >= PAUSE) this.#askAgain(record)
      } else if (asked.size === 0 && this.#desk.trusted(since)) this.#desk.passOver(record)
    }
  }

  #showsAbsence(record: HostRecord, unreachable: boolean, rtt: number): boolean {
    const known = this.#desk.settings.neighbour?.(record.host.address)
    return known === undefined ? unreachable && rtt >= SLOW : known === 'incomplete'
  }

  #suspect(record: HostRecord): void {
    // Where it has no port left there is nothing to save.
    if (!this.#desk.ledger.has(record)) return
    record.rests = true
    this.#suspicions.set(record, { since: this.#desk.settings.clock.now(), asked: undefined })
  }

  #askAgain(record: HostRecord): void {
    const { ledger, ring } = this.#desk
    const asked = new Set<PendingPort>()
    for (const lane of ledger.lanesOf(record)) {
      for (const port of ring.take(lane, ENOUGH - asked.size)) {
        asked.add(port)
        ring.urge(port)
      }
      if (asked.size === ENOUGH) break
    }
    if (asked.size === 0) this.alive(record)
    else this.#suspicions.get(record)!.asked = asked
  }
}
