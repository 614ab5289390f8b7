import type { HostEvent, HostReason, ScanEvent } from '../../model/event.ts'
import type { PortResult } from '../../model/result.ts'
import { canonicalAddress } from './foreign-port.ts'
import { hostReasonOf } from './foreign-words.ts'
import { isoTime } from './iso-time.ts'
import { Mismatch } from './mismatch.ts'
import { address } from './result-shape.ts'
import type { UnclearWords } from './unclear-words.ts'
import { VerdictCounts } from './verdict-counts.ts'
import { wholeNumber, type Attributes } from './xml-attributes.ts'
import { XmlPort, type PortOwner } from './xml-port.ts'

/** What a run tells of all its hosts. */
export interface RunFacts {
  /** The ports that were scanned, as a port specification; empty where that is not told. */
  readonly scanned: string
  /** How many these are. */
  readonly asked: number
  readonly scanner: string
  /** Seconds since 1970. */
  readonly started: number | undefined
}

/** One element `host`, as it comes. */
export class XmlHost {
  isDown = false
  readonly #run: RunFacts
  readonly #unclear: UnclearWords
  readonly #at: string
  readonly #timedOut: boolean
  readonly #counts: VerdictCounts
  readonly #ports: XmlPort[] = []
  #port: XmlPort | undefined
  #reason: HostReason | undefined
  #address: string | undefined
  #name: string | undefined
  readonly #names: string[] = []
  readonly #hardware: { mac?: string; vendor?: string } = {}

  constructor({ starttime, endtime, timedout }: Attributes, run: RunFacts, unclear: UnclearWords) {
    this.#run = run
    this.#unclear = unclear
    this.#at = isoTime(wholeNumber(endtime) ?? wholeNumber(starttime) ?? run.started)
    this.#timedOut = timedout === 'true'
    this.#counts = new VerdictCounts(unclear)
  }

  open(element: string, attributes: Attributes): void {
    if (element === 'ports/port') this.#port = new XmlPort(attributes, this.#run.scanner)
    else if (this.#port !== undefined) this.#port.open(element, attributes)
    else if (element === 'host/status') this.#readStatus(attributes)
    else if (element === 'host/address') this.#readAddress(attributes)
    else if (element === 'hostnames/hostname') this.#readName(attributes)
    else if (element === 'ports/extraports') this.#counts.begin(attributes)
    else if (element === 'extraports/extrareasons') this.#counts.add(attributes)
  }

  text(text: string): void {
    this.#port?.text(text)
  }

  close(element: string): void {
    if (element === 'ports/port' && this.#port !== undefined) {
      this.#ports.push(this.#port)
      this.#port = undefined
    } else if (element === 'ports/extraports') this.#counts.end()
    else this.#port?.close(element)
  }

  /** The whole host: its ports, then that it is finished. */
  records(): ScanEvent[] {
    const host = this.#facts()
    if (this.isDown) {
      const { target, address, name } = host
      const skipped = { kind: 'skipped', target, ...(name !== undefined && { name }), address } as const
      return [this.#event('down'), { ...skipped, reason: 'host-down' }]
    }
    const ports = this.#ports
      .map((port) => port.result(host, this.#unclear))
      .filter((port) => port !== undefined)
    // masscan writes a host for each port, and not on which ones it was scanned.
    return this.#run.scanner === 'masscan' ? ports : [...ports, this.#finished(ports)]
  }

  #finished(ports: readonly PortResult[]): HostEvent {
    const counts = this.#counts.with(ports)
    const known = Object.values(counts).flatMap((reasons) => Object.values(reasons))
    const unprobed = Math.max(0, this.#run.asked - known.reduce((sum, count) => sum + count, 0))
    return { ...this.#event('finished'), counts, unprobed }
  }

  #event(status: HostEvent['status']): HostEvent {
    const { at: _at, ...facts } = this.#facts()
    return {
      kind: 'host',
      status,
      ...facts,
      ...(this.#reason !== undefined && { reason: this.#reason }),
      ...(this.#names.length > 0 && { names: this.#names }),
      ...(this.#timedOut && { marks: ['partial'] }),
      ...this.#hardware,
    }
  }

  #facts(): PortOwner {
    if (this.#address === undefined) throw new Mismatch('a host with an address', undefined)
    const [address, family] = canonicalAddress(this.#address)
    const name = this.#name
    return { target: name ?? address, ...(name !== undefined && { name }), address, family, at: this.#at }
  }

  #readStatus({ state, reason = '' }: Attributes): void {
    this.isDown = state === 'down'
    this.#reason = hostReasonOf(reason)
  }

  #readAddress({ addr = '', addrtype, vendor }: Attributes): void {
    if (addrtype !== 'mac') this.#address ??= address(addr)
    else {
      this.#hardware.mac = addr.toLowerCase()
      if (vendor !== undefined) this.#hardware.vendor = vendor
    }
  }

  #readName({ name, type }: Attributes): void {
    if (name === undefined || name === '') return
    if (type === 'user') this.#name ??= name
    else this.#names.push(name)
  }
}
