import type { Transport } from '../model/endpoint.ts'
import type { ScanEvent } from '../model/event.ts'
import type { Verdict } from '../model/result.ts'
import { hostEvent, portResult, skippedHost, skippedPort } from './describe-result.ts'
import { HostLane, type PendingPort } from './host-lane.ts'
import { HostRecord, type HostSkip } from './host-record.ts'
import type { OpenBlock } from './open-block.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** The books of a run: which hosts and ports have begun, what became of them, and what the consumer hears of it. */
export class Ledger {
  /** Ports that have begun and are not done. */
  inPlay = 0
  /** Ports found open. */
  found = 0
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

  /** Whether the host is not finished. */
  has(record: HostRecord): boolean {
    return this.#hosts.has(record)
  }

  get hosts(): IterableIterator<HostRecord> {
    return this.#hosts.keys()
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
    const { counts, hostEvents, states, progress, clock, canary } = this.#set
    const { record } = port.lane
    counts.verdict(verdict.state, verdict.reason)
    if (verdict.state === 'open') {
      record.found++
      this.found++
    }
    if (canary !== undefined) record.toldAt = clock.now()
    if (hostEvents) this.#countHost(record, verdict)
    const wanted = states === 'all' || states.includes(verdict.state)
    if (wanted) this.#outbox.push(portResult(port, verdict, rtt, this.#timeText(clock.wallTime())))
    this.#done(port, wanted && progress !== undefined)
  }

  /** Nothing may be sent to this host any more. */
  skip(record: HostRecord, reason: HostSkip): void {
    if (record.skipped !== undefined) return
    record.skipped = reason
    if (reason !== 'no-route' && reason !== 'policy') record.mark('partial')
    this.#outbox.push(skippedHost(record, reason))
  }

  giveUp(port: PendingPort): void {
    this.#withoutVerdict(port)
    this.#done(port)
  }

  /** This machine cannot ask the port, however often it tries. */
  skipPort(port: PendingPort): void {
    this.#outbox.push(skippedPort(port))
    this.giveUp(port)
  }

  /** Nothing more is sent at all: the port is left for a scan that goes on from the checkpoint. */
  leave(port: PendingPort): void {
    this.#withoutVerdict(port)
    this.#over(port)
  }

  /** Nothing more of this host will begin: it is finished with its last open port. */
  stopHost(record: HostRecord): void {
    record.stopped = true
    this.#countRest(record)
    if (record.isFinished) this.#finishHost(record)
  }

  /** A host of which nothing has begun, and nothing will. */
  passUnbegun(record: HostRecord, reason: HostSkip): void {
    record.skipped = reason
    this.#outbox.push(skippedHost(record, reason))
    this.#countRest(record)
  }

  /** Marks the hosts of which something was learnt since then: it may be wrong. */
  suspect(since: number): void {
    for (const record of this.#hosts.keys()) if (record.toldAt >= since) record.mark('suspect')
  }

  /** The last port of a block has begun: those of its hosts that waited only for that are finished. */
  walked(block: OpenBlock, begun: readonly (HostRecord | undefined)[]): void {
    for (const record of begun)
      if (record !== undefined && this.#hosts.has(record) && record.isFinished) this.#finishHost(record)
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

  /** The ports of a host that will not begin. */
  #countRest(record: HostRecord): void {
    const { block } = record.block
    // In a shard or a resumed block only the walk would know which of its ports are left.
    if (block.shard !== undefined || block.resume !== undefined) return
    const rest = record.ports - record.done - record.open
    record.unprobed += rest
    this.#set.counts.unprobed += rest
  }

  #withoutVerdict(port: PendingPort): void {
    this.#set.counts.unprobed++
    port.lane.record.unprobed++
  }

  #done(port: PendingPort, handedOn = false): void {
    const { progress } = this.#set
    if (handedOn) progress?.handOn(port)
    else if (progress !== undefined) progress.settled(port)
    else port.lane.record.block.pending.delete(port)
    this.#over(port)
  }

  #over(port: PendingPort): void {
    const { record } = port.lane
    this.inPlay--
    record.done++
    record.open--
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
