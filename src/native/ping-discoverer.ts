import type { Discoverer, Discovery, DiscoverTools } from '../discover/discoverer.ts'
import type { Leave } from '../flow/run-use.ts'
import type { ResolvedHost } from '../model/host.ts'
import { PingDesk, type PingEnd, type PingQuestion, type PingWire } from './ping-desk.ts'

/** A wire that somebody holds. */
export interface OpenPingWire extends PingWire {
  /** How to ask of a host; `'own'` where that is this machine, nothing where it cannot be asked this way. */
  question(host: ResolvedHost): PingQuestion | 'own' | undefined
  close(): void
}

export interface PingKind {
  readonly name: string
  /** @throws ScanError where this process may not */
  openWire(): OpenPingWire
  readonly timeout: number
  readonly tries: number
  /** What an answer shows, and what silence does. */
  readonly answer: Discovery
  readonly silence: Discovery
}

const UNKNOWN: Discovery = { status: 'unknown' }

/** A discoverer with sockets of its own, which all runs that use it share, and which the last of them closes. */
export function pingDiscoverer(kind: PingKind): Discoverer {
  const { name, openWire, answer, silence, timeout, tries } = kind
  let users = 0
  let held: { readonly wire: OpenPingWire; readonly desk: PingDesk } | undefined

  function hold() {
    if (held !== undefined) return held
    const wire = openWire()
    return (held = { wire, desk: new PingDesk(wire) })
  }

  const open = (): Leave => {
    hold()
    users++
    let left = false
    return () => {
      if (left) return
      left = true
      if (--users > 0) return
      held?.wire.close()
      held = undefined
    }
  }

  async function look(host: ResolvedHost, { turn, signal, clock }: DiscoverTools): Promise<Discovery> {
    const { wire, desk } = hold()
    const question = wire.question(host)
    if (question === undefined) return UNKNOWN
    if (question === 'own') return { status: 'up' }
    const tried = { timeout, tries, signal, clock, turn: () => turn(host.address) }
    const end: PingEnd = await desk.ask(question, tried)
    if (end === 'unsent') return UNKNOWN
    return end === 'silent' ? silence : { ...answer, ...end }
  }

  return {
    name,
    // What throws here is the reason why a run cannot use it.
    open: () => Promise.resolve().then(open),
    async discover(host, tools) {
      const leave = open()
      try {
        return await look(host, tools)
      } finally {
        await leave()
      }
    },
  }
}
