import { ScanError } from '../model/errors.ts'
import type { Notice, SkipReason } from '../model/event.ts'
import { formatPorts } from '../model/format-ports.ts'
import type { Host } from '../model/host.ts'
import { mix32 } from '../model/random.ts'
import type { PortSet, TargetInput } from '../model/target.ts'
import { formatAddress } from '../net/address.ts'
import { blockV6, type AddressRange } from '../net/address-range.ts'
import { AddressSet } from '../net/address-set.ts'
import { outOfScope } from '../net/special-addresses.ts'
import { walkAddresses, type AddressWalk } from './address-walk.ts'
import { checkSize } from './check-targets.ts'
import { patternRanges } from './octet-pattern.ts'
import { parseTargets, type NameTarget, type ParsedTarget, type TargetFacts } from './parse-target.ts'
import { MOST_SEEN, SeenTargets } from './seen-targets.ts'

export interface ExpandTargetsOptions {
  /** `'random'` permutes the addresses of each range by the seed; targets follow each other as written. */
  readonly order?: 'random' | 'sequential'
  /** Default 0: the same order each time. */
  readonly seed?: number
  /** Addresses never to give, whatever the targets say. */
  readonly exclude?: AddressSet
  /** Take single targets of 2^32 addresses and more, such as a /0. Default false: they become `skipped`. */
  readonly allowHuge?: boolean
  /** Targets' own ports without `T:` or `U:` are meant over both. Default false. */
  readonly udp?: boolean
}

/** fe80::/10 without a zone leads nowhere. */
const unzoned = outOfScope.union([blockV6(0xfe80n << 112n, 10)])

/** A target on its way: its ranges part by part, and what became of them. */
interface Open {
  readonly target: ParsedTarget
  /** What every host of it brings along beside its address. */
  readonly more: Pick<Host, 'ports' | 'tag'> | undefined
  /** Its ports as text, '' for the usual ones. */
  readonly portsKey: string
  readonly parts: Iterator<readonly AddressRange[]>
  readonly seed: number | undefined
  /** Parts begun; each has an order of its own. */
  begun: number
  scoped: boolean
  excluded: boolean
  /** Some address was neither out of scope nor excluded. */
  allowed: boolean
}

/** The work of `expandTargets` without its source: inputs in, hosts and notices out. */
export class Expansion {
  readonly #options: ExpandTargetsOptions
  readonly #exclude: AddressSet
  readonly #seen = new SeenTargets()
  readonly #ports = new Map<string, PortSet>()
  #inputs: readonly TargetInput[] = []
  #inputAt = 0
  #targets: readonly ParsedTarget[] = []
  #targetAt = 0
  readonly #notices: Notice[] = []
  #open: Open | undefined
  #walk: AddressWalk | undefined
  #opened = 0
  #ordinal = 0
  #warned = false

  constructor(options: ExpandTargetsOptions) {
    this.#options = options
    this.#exclude = options.exclude ?? new AddressSet()
  }

  /** Called when `take` has nothing left. */
  add(inputs: readonly TargetInput[]): void {
    this.#inputs = inputs
    this.#inputAt = 0
  }

  /** At most `max` hosts and notices; none when more inputs are needed. */
  take(max: number): (Host | Notice)[] {
    const out: (Host | Notice)[] = []
    while (out.length < max) {
      if (this.#notices.length > 0) out.push(this.#notices.shift()!)
      else if (this.#walk !== undefined && this.#open !== undefined)
        this.#fill(out, max, this.#open, this.#walk)
      else if (this.#open !== undefined) this.#nextPart(this.#open)
      else if (this.#targetAt < this.#targets.length) this.#begin(out, this.#targets[this.#targetAt++]!)
      else if (this.#inputAt < this.#inputs.length) this.#read(this.#inputs[this.#inputAt++]!)
      else break
    }
    return out
  }

  #read(input: TargetInput): void {
    try {
      const targets = parseTargets(input, this.#options)
      if (this.#options.allowHuge !== true) targets.forEach(checkSize)
      this.#targets = targets
      this.#targetAt = 0
    } catch (error) {
      if (!(error instanceof ScanError)) throw error
      this.#notices.push({ kind: 'skipped', target: describeInput(input), reason: 'invalid', error })
    }
  }

  #begin(out: (Host | Notice)[], target: ParsedTarget): void {
    if (target.kind === 'name') return this.#giveName(out, target)
    const { order = 'random', seed = 0 } = this.#options
    const parts = target.kind === 'range' ? [[target.range]].values() : patternRanges(target.pattern)
    const { tag } = target
    const [ports, portsKey] = this.#shared(target.ports)
    const plain = ports === undefined && tag === undefined
    this.#open = {
      target,
      more: plain ? undefined : { ...(ports && { ports }), ...(tag !== undefined && { tag }) },
      portsKey,
      parts,
      seed: order === 'random' ? mix32(mix32(seed) + this.#opened++) : undefined,
      begun: 0,
      scoped: false,
      excluded: false,
      allowed: false,
    }
  }

  #giveName(out: (Host | Notice)[], target: TargetFacts & NameTarget): void {
    const { text, name, prefix, tag } = target
    const [ports, key] = this.#shared(target.ports)
    if (!this.#seen.takeName(`${name}/${prefix ?? ''} ${key}`)) return
    out.push({
      kind: 'name',
      target: text,
      name,
      ordinal: this.#ordinal++,
      ...(prefix !== undefined && { prefix }),
      ...(ports && { ports }),
      ...(tag !== undefined && { tag }),
    })
    this.#warnWhenFull()
  }

  #nextPart(open: Open): void {
    const part = open.parts.next()
    if (part.done === true) return this.#finish(open)
    const scope = part.value[0]?.family === 6 && part.value[0].zone !== undefined ? outOfScope : unzoned
    const inScope = leaveOut(part.value, scope)
    const allowed = leaveOut(inScope, this.#exclude)
    open.scoped ||= inScope !== part.value
    open.excluded ||= allowed !== inScope
    open.allowed ||= allowed.length > 0
    const fresh = this.#seen.take(allowed, open.portsKey)
    this.#walk = walkAddresses(fresh, open.seed === undefined ? undefined : open.seed + open.begun++)
    this.#warnWhenFull()
  }

  #fill(out: (Host | Notice)[], max: number, { target, more }: Open, walk: AddressWalk): void {
    const { text } = target
    while (out.length < max) {
      const address = walk.next()
      if (address === undefined) {
        this.#walk = undefined
        return
      }
      const family = address.includes(':') ? 6 : 4
      const host = { kind: 'address', target: text, address, family, ordinal: this.#ordinal++ } as const
      out.push(more === undefined ? host : { ...host, ...more })
    }
  }

  #finish(open: Open): void {
    this.#open = undefined
    if (open.scoped) this.#notices.push(skipped(open.target, 'out-of-scope'))
    if (open.excluded && !open.allowed) this.#notices.push(skipped(open.target, 'excluded'))
  }

  /** One value for equal sets, so that hosts of a block can share it; its text is the key of what was seen. */
  #shared(ports: PortSet | undefined): readonly [PortSet | undefined, string] {
    if (ports === undefined) return [undefined, '']
    const key = formatPorts(ports)
    const known = this.#ports.get(key)
    if (known !== undefined) return [known, key]
    if (this.#ports.size >= 1024) this.#ports.clear()
    this.#ports.set(key, ports)
    return [ports, key]
  }

  #warnWhenFull(): void {
    if (this.#warned || !this.#seen.full) return
    this.#warned = true
    const message = `more than ${MOST_SEEN} separate targets: later ones that overlap each other are scanned twice`
    this.#notices.push({ kind: 'warning', code: 'overlap-unchecked', message })
  }
}

function leaveOut(ranges: readonly AddressRange[], set: AddressSet): readonly AddressRange[] {
  if (set.rangeCount === 0) return ranges
  const rest = ranges.flatMap((range) => set.subtractFrom(range))
  const same = rest.length === ranges.length && rest.every((part, at) => sameRange(part, ranges[at]!))
  return same ? ranges : rest
}

function sameRange(a: AddressRange, b: AddressRange): boolean {
  return a.first === b.first && a.last === b.last
}

function skipped(target: ParsedTarget, reason: SkipReason): Notice {
  const { text, tag } = target
  const one = target.kind === 'range' && target.range.first === target.range.last ? target.range : undefined
  const address =
    one && formatAddress(one.family === 4 ? { family: 4, value: one.first } : { ...one, value: one.first })
  return {
    kind: 'skipped',
    target: text,
    reason,
    ...(address !== undefined && { address }),
    ...(tag !== undefined && { tag }),
  }
}

function describeInput(input: unknown): string {
  const text = typeof input === 'object' && input !== null ? (input as { host?: unknown }).host : input
  const shown = typeof text === 'string' ? text : typeof text
  return shown.length > 256 ? `${shown.slice(0, 253)}...` : shown
}
