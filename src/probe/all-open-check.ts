import type { Outcome } from '../model/result.ts'
import { AllOpenWatch } from './all-open-watch.ts'
import { DECOYS, decoyPorts } from '../net/decoy-ports.ts'
import type { HeldResult } from './held-result.ts'
import { PendingPort } from './host-lane.ts'
import type { HostRecord } from './host-record.ts'
import type { LaneRing } from './lane-ring.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** Tries that a decoy port gets. */
const TRIES = 3

/** A host whose decoy ports are being tried. */
interface Check {
  readonly watch: AllOpenWatch
  /** Decoys that have not told yet, and those that were open. */
  left: number
  open: number
  /** Results that came meanwhile: they shall have the mark if there is one. At most as many as were in flight. */
  readonly held: HeldResult[]
}

/** What the check needs of the run. */
export interface AllOpenDesk {
  readonly settings: ProbeSettings
  readonly ring: LaneRing
  /** Hands on what was held back; the host may be sent to again. */
  release(record: HostRecord, results: readonly HeldResult[]): void
}

/**
 * Finds hosts whose every port is open. When enough of a host's answers say "open", it gets no more of its own ports
 * until a few random high ports beside them were tried: all open, and the host is marked; one that is not, and it
 * never is. What comes meanwhile waits, so that few results of such a host go out without the mark.
 */
export class AllOpenCheck {
  readonly #desk: AllOpenDesk
  readonly #checks = new Map<HostRecord, Check>()

  constructor(desk: AllOpenDesk) {
    this.#desk = desk
  }

  /** A port has answered. */
  answered({ lane, decoy }: PendingPort, open: boolean): void {
    if (decoy || lane.transport !== 'tcp') return
    const { record } = lane
    const watch = (record.answers ??= new AllOpenWatch())
    if (!watch.note(open) || this.#checks.has(record)) return
    this.#checks.set(record, { watch, left: DECOYS, open: 0, held: [] })
    record.rests = true
    const { block } = record.block
    for (const port of decoyPorts(block.ports[record.index]!.tcp, this.#desk.settings.random)) {
      const decoy = new PendingPort(lane, -1, port, 0)
      decoy.decoy = true
      this.#desk.ring.urge(decoy)
    }
  }

  /** True when the result waits until it is known whether its host is marked. */
  holds(result: HeldResult): boolean {
    const check = this.#checks.size > 0 ? this.#checks.get(result.port.lane.record) : undefined
    if (check === undefined || result.verdict.state !== 'open') return false
    check.held.push(result)
    return true
  }

  /** What became of a try of a decoy. */
  decoyTold(port: PendingPort, { state, reason }: Outcome): void {
    const { record } = port.lane
    const check = this.#checks.get(record)
    if (check === undefined) return
    const silent = reason === 'no-response'
    if (silent && port.tries < TRIES) return this.#desk.ring.urge(port)
    if (state === 'open') check.open++
    if (!silent && state !== 'open') this.#decide(record, check, 'other')
    else if (--check.left === 0) this.#decide(record, check, check.open === DECOYS ? 'all' : 'unclear')
  }

  /** Nothing more is sent to this host. */
  dismiss(record: HostRecord): void {
    const check = this.#checks.get(record)
    if (check !== undefined) this.#decide(record, check, 'unclear')
  }

  #decide(record: HostRecord, { watch, held }: Check, open: 'all' | 'other' | 'unclear'): void {
    this.#checks.delete(record)
    if (open === 'unclear') watch.later()
    else watch.stop()
    if (open === 'all') record.mark('all-open')
    record.rests = false
    this.#desk.release(record, held)
  }
}
