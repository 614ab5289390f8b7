import type { ScanStart } from '../../model/record.ts'
import { formatPorts } from '../../model/format-ports.ts'
import { portCount } from '../../model/port-count.ts'
import { scannedPorts } from '../scanned-ports.ts'
import { isoTime } from './iso-time.ts'
import { Mismatch } from './mismatch.ts'
import { targetsOfCommand } from './nmap-targets.ts'
import type { ReadRecord } from './report-parser.ts'
import { incomplete } from './report-trouble.ts'
import { UnclearWords } from './unclear-words.ts'
import { wholeNumber, type Attributes } from './xml-attributes.ts'
import { XmlHost, type RunFacts } from './xml-host.ts'

/** What its `scanner` begins with where we have written it. */
const OURS = 'portscan-core'

/** Makes records of the elements of a run, as they come. */
export class XmlRun {
  /** The end of the run was read. */
  over = false
  readonly #unclear = new UnclearWords()
  readonly #path: string[] = []
  #records: ReadRecord[] = []
  #run: Attributes = {}
  #facts: RunFacts | undefined
  #host: XmlHost | undefined
  #listedDown = 0
  #failed = false
  readonly #scanned = { tcp: '', udp: '' }

  get depth(): number {
    return this.#path.length
  }

  get begun(): boolean {
    return 'scanner' in this.#run
  }

  /** The element that is read is within one host, which is held until it is whole. */
  get inHost(): boolean {
    return this.#host !== undefined
  }

  open(name: string, attributes: Attributes): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (parent === undefined) return this.#begin(name, attributes)
    const element = `${parent}/${name}`
    if (element === 'nmaprun/host') {
      this.#host = new XmlHost(attributes, this.#start(), this.#unclear)
    } else if (this.#host !== undefined) this.#host.open(element, attributes)
    else this.#ofRun(element, attributes)
  }

  text(text: string): void {
    this.#host?.text(text)
  }

  close(): void {
    const name = this.#path.pop()
    const element = `${this.#path.at(-1)}/${name}`
    if (element === 'nmaprun/host' && this.#host !== undefined) {
      const records = this.#host.records()
      if (this.#host.isDown) this.#listedDown++
      for (const record of records) this.#records.push(record)
      this.#host = undefined
    } else this.#host?.close(element)
    if (this.#path.length === 0) this.over = true
  }

  /** What has become whole since the last time. */
  take(): ReadRecord[] {
    const records = this.#records
    this.#records = []
    return records
  }

  end(): ReadRecord[] {
    this.#start()
    return [...this.take(), ...this.#unclear.warnings()]
  }

  #begin(name: string, attributes: Attributes): void {
    if (name !== 'nmaprun') throw new Mismatch("<nmaprun>, as nmap's XML begins", `<${name}>`)
    this.#run = { ...attributes, scanner: attributes['scanner'] ?? 'nmap' }
  }

  #ofRun(element: string, attributes: Attributes): void {
    if (element === 'nmaprun/scaninfo') {
      const { protocol, services = '' } = attributes
      if (protocol === 'tcp' || protocol === 'udp') this.#scanned[protocol] = services
    } else if (element === 'nmaprun/target') {
      const target = attributes['specification'] ?? ''
      this.#records.push({ kind: 'skipped', target, reason: 'invalid' })
    } else if (element === 'runstats/finished') this.#finish(attributes)
    else if (element === 'runstats/hosts') this.#countHosts(attributes)
  }

  #finish({ time, elapsed, exit, errormsg }: Attributes): void {
    this.#start()
    const finished = isoTime(wholeNumber(time))
    const seconds = Number(elapsed)
    this.#records.push({
      kind: 'scan',
      status: 'finished',
      finished,
      ...(seconds >= 0 && seconds < Infinity && { elapsed: Math.round(seconds * 1000) }),
    })
    if (exit === 'error') {
      this.#failed = true
      this.#records.push(
        incomplete(`the scan was ended before it was done: ${errormsg ?? 'no reason was told'}`),
      )
    }
  }

  /**
   * nmap tells of hosts that it did not find by their number alone; whose they are its command says, where it came to its
   * end.
   */
  #countHosts({ down }: Attributes): void {
    if (this.#failed) return
    if (this.#run['scanner'] !== 'nmap' || (wholeNumber(down) ?? 0) <= this.#listedDown) return
    for (const target of targetsOfCommand(this.#run['args'] ?? '')) {
      this.#records.push({ kind: 'skipped', target, reason: 'host-down' })
    }
  }

  /** Before the first host: what was scanned stands before them all. */
  #start(): RunFacts {
    if (this.#facts === undefined) {
      this.#facts = this.#runFacts()
      this.#records.push(this.#scanStart(this.#facts.scanned))
    }
    return this.#facts
  }

  #scanStart(scanned: string): ScanStart {
    const { scanner, version, start, args } = this.#run
    return {
      kind: 'scan',
      status: 'started',
      version: scanner === OURS ? (version ?? '') : [scanner, version].filter(Boolean).join(' '),
      started: isoTime(wholeNumber(start)),
      options: optionsOf(args),
      scanned,
    }
  }

  #runFacts(): RunFacts {
    const { tcp, udp } = this.#scanned
    const ports = scannedPorts([tcp, ...(udp === '' ? [] : [`U:${udp}`])].filter(Boolean).join(','))
    return {
      scanned: formatPorts(ports),
      asked: portCount(ports),
      scanner: this.#run['scanner'] ?? '',
      started: wholeNumber(this.#run['start']),
    }
  }
}

/** Ours are written into the arguments; of another program the command is the only option that is known. */
function optionsOf(args: string | undefined): Readonly<Record<string, unknown>> {
  if (args === undefined) return {}
  try {
    const ours: unknown = args.startsWith(`${OURS} {`) ? JSON.parse(args.slice(OURS.length)) : undefined
    if (typeof ours === 'object' && ours !== null) return ours as Record<string, unknown>
  } catch {
    // No options of ours: the command as it is.
  }
  return { args }
}
