import type { ScanEvent } from '../model/event.ts'
import type { Verdict } from '../model/result.ts'
import { hostEvent, portResult, skippedHost } from './describe-result.ts'
import { HostLane, type PendingPort } from './host-lane.ts'
import type { OpenBlock } from './open-block.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** The books of a run: which hosts and ports have begun, what became of them, and what the consumer hears of it. */
export class Ledger {
  /** Ports that have begun and are not done. */
  inPlay = 0
  readonly #set: ProbeSettings
  readonly #outbox: Outbox<ScanEvent>
  /** Hosts that have begun and are not finished. */
  readonly #lanes = new Set<HostLane>()
  /** The last time stamp: thousands of results a second have few different ones. */
  #time = NaN
  #text = ''

  constructor(settings: ProbeSettings, outbox: Outbox<ScanEvent>) {
    this.#set = settings
    this.#outbox = outbox
  }

  openHost(block: OpenBlock, index: number): HostLane {
    const lane = new HostLane(block, index, this.#set.pacer.path(block.block.hosts[index]!.address))
    this.#lanes.add(lane)
    return lane
  }

  begin(port: PendingPort): void {
    port.lane.block.pending.add(port)
    port.lane.open++
    this.inPlay++
  }

  finish(port: PendingPort, verdict: Verdict, rtt: number): void {
    const { counts, hostEvents, states, progress, clock } = this.#set
    const { lane } = port
    counts.verdict(verdict.state, verdict.reason)
    if (hostEvents) this.#countHost(lane, verdict)
    const wanted = states === 'all' || states.includes(verdict.state)
    if (wanted) this.#outbox.push(portResult(port, verdict, rtt, this.#timeText(clock.wallTime())))
    this.#done(port, wanted && progress !== undefined)
  }

  /** Nothing may be sent to this host any more. */
  skip(lane: HostLane, reason: 'no-route' | 'policy'): void {
    if (lane.skipped !== undefined) return
    lane.skipped = reason
    this.#outbox.push(skippedHost(lane, reason))
  }

  giveUp(port: PendingPort): void {
    this.#set.counts.unprobed++
    port.lane.unprobed++
    this.#done(port)
  }

  /** The last port of a block has begun: hosts that waited only for that are finished. */
  walked(block: OpenBlock): void {
    for (const lane of this.#lanes) if (lane.block === block && lane.isFinished) this.#finishHost(lane)
    this.#set.progress?.walked(block)
  }

  /** The run is over: who shares the pacer must not inherit its paths. */
  close(): void {
    for (const lane of this.#lanes) this.#set.pacer.release(lane.host.address)
    this.#lanes.clear()
  }

  #timeText(wallTime: number): string {
    if (wallTime !== this.#time) {
      this.#time = wallTime
      this.#text = new Date(wallTime).toISOString()
    }
    return this.#text
  }

  #countHost(lane: HostLane, { state, reason }: Verdict): void {
    lane.count(state, reason)
    // What is unreachable is said by a router or by our own machine, not by the host.
    if (lane.up || (state !== 'open' && state !== 'closed')) return
    lane.up = true
    this.#outbox.push(hostEvent(lane, 'up'))
  }

  #done(port: PendingPort, handedOn = false): void {
    const { progress } = this.#set
    this.inPlay--
    port.lane.done++
    port.lane.open--
    if (handedOn) progress?.handOn(port)
    else if (progress !== undefined) progress.settled(port)
    else port.lane.block.pending.delete(port)
    if (port.lane.isFinished) this.#finishHost(port.lane)
  }

  #finishHost(lane: HostLane): void {
    const { counts, hostEvents, pacer } = this.#set
    this.#lanes.delete(lane)
    pacer.release(lane.host.address)
    counts.hosts++
    if (hostEvents) this.#outbox.push(hostEvent(lane, 'finished'))
  }
}
