import type { Transport } from '../model/endpoint.ts'
import type { ScanEvent } from '../model/event.ts'
import type { Verdict } from '../model/result.ts'
import { hostEvent, portResult, skippedHost } from './describe-result.ts'
import { HostLane, type PendingPort } from './host-lane.ts'
import { HostRecord } from './host-record.ts'
import type { OpenBlock } from './open-block.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** The books of a run: which hosts and ports have begun, what became of them, and what the consumer hears of it. */
export class Ledger {
  /** Ports that have begun and are not done. */
  inPlay = 0
  readonly #set: ProbeSettings
  readonly #outbox: Outbox<ScanEvent>
  /** Hosts that have begun and are not finished, each with its lanes. */
  readonly #hosts = new Map<HostRecord, HostLane[]>()
  /** The last time stamp: thousands of results a second have few different ones. */
  #time = NaN
  #text = ''

  constructor(settings: ProbeSettings, outbox: Outbox<ScanEvent>) {
    this.#set = settings
    this.#outbox = outbox
  }

  openHost(block: OpenBlock, index: number): HostRecord {
    const record = new HostRecord(block, index)
    this.#hosts.set(record, [])
    return record
  }

  openLane(record: HostRecord, transport: Transport): HostLane {
    const lane = new HostLane(record, transport, this.#set.pacer.path(record.host.address, transport))
    this.#hosts.get(record)?.push(lane)
    return lane
  }

  /** The ways by which a host is asked. */
  lanesOf(record: HostRecord): readonly HostLane[] {
    return this.#hosts.get(record) ?? []
  }

  begin(port: PendingPort): void {
    const { record } = port.lane
    record.block.pending.add(port)
    record.open++
    this.inPlay++
  }

  finish(port: PendingPort, verdict: Verdict, rtt: number): void {
    const { counts, hostEvents, states, progress, clock } = this.#set
    counts.verdict(verdict.state, verdict.reason)
    if (hostEvents) this.#countHost(port.lane.record, verdict)
    const wanted = states === 'all' || states.includes(verdict.state)
    if (wanted) this.#outbox.push(portResult(port, verdict, rtt, this.#timeText(clock.wallTime())))
    this.#done(port, wanted && progress !== undefined)
  }

  /** Nothing may be sent to this host any more. */
  skip(record: HostRecord, reason: 'no-route' | 'policy'): void {
    if (record.skipped !== undefined) return
    record.skipped = reason
    this.#outbox.push(skippedHost(record, reason))
  }

  giveUp(port: PendingPort): void {
    this.#set.counts.unprobed++
    port.lane.record.unprobed++
    this.#done(port)
  }

  /** The last port of a block has begun: hosts that waited only for that are finished. */
  walked(block: OpenBlock): void {
    for (const record of this.#hosts.keys())
      if (record.block === block && record.isFinished) this.#finishHost(record)
    this.#set.progress?.walked(block)
  }

  /** The run is over: who shares the pacer must not inherit its paths. */
  close(): void {
    for (const record of this.#hosts.keys()) this.#release(record)
    this.#hosts.clear()
  }

  #timeText(wallTime: number): string {
    if (wallTime !== this.#time) {
      this.#time = wallTime
      this.#text = new Date(wallTime).toISOString()
    }
    return this.#text
  }

  #countHost(record: HostRecord, { state, reason }: Verdict): void {
    record.count(state, reason)
    // What is unreachable is said by a router or by our own machine, not by the host.
    if (record.up || (state !== 'open' && state !== 'closed')) return
    record.up = true
    this.#outbox.push(hostEvent(record, 'up'))
  }

  #done(port: PendingPort, handedOn = false): void {
    const { progress } = this.#set
    const { record } = port.lane
    this.inPlay--
    record.done++
    record.open--
    if (handedOn) progress?.handOn(port)
    else if (progress !== undefined) progress.settled(port)
    else record.block.pending.delete(port)
    if (record.isFinished) this.#finishHost(record)
  }

  #finishHost(record: HostRecord): void {
    const { counts, hostEvents } = this.#set
    this.#release(record)
    this.#hosts.delete(record)
    counts.hosts++
    if (hostEvents) this.#outbox.push(hostEvent(record, 'finished'))
  }

  #release(record: HostRecord): void {
    for (const { transport } of this.lanesOf(record)) this.#set.pacer.release(record.host.address, transport)
  }
}
