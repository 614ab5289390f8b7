import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discoverHosts } from '../../src/discover/discover-hosts.ts'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import { identifyServices } from '../../src/fingerprint/identify-services.ts'
import { ssh } from '../../src/fingerprint/services/ssh.ts'
import { collect } from '../../src/flow/collect.ts'
import { mapConcurrent } from '../../src/flow/map-concurrent.ts'
import { mapItems } from '../../src/flow/map-items.ts'
import type { Stage } from '../../src/flow/stage.ts'
import type { Block } from '../../src/model/block.ts'
import type { Notice, ScanEvent } from '../../src/model/event.ts'
import type { Host, ResolvedHost } from '../../src/model/host.ts'
import { createPacer } from '../../src/pace/pacer.ts'
import { probePorts } from '../../src/probe/probe-ports.ts'
import { tcpConnect } from '../../src/probe/tcp-connect.ts'
import { resolveHosts } from '../../src/resolve/resolve-hosts.ts'
import { reverseNames } from '../../src/resolve/reverse-names.ts'
import { pathBounds, timings } from '../../src/scan-timing.ts'
import { expandTargets } from '../../src/targets/expand-targets.ts'
import { parsePorts } from '../../src/targets/parse-ports.ts'
import { spreadPorts } from '../../src/targets/spread-ports.ts'
import { manualClock, type ManualClock } from '../../src/testing/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork } from '../../src/testing/memory-network.ts'
import { greets } from '../../src/testing/peer-script.ts'
import { staticResolver } from '../../src/testing/static-resolver.ts'
import { movesWith, play, type Move } from '../support/iterator-model.ts'
import { abortListeners } from '../support/open-handles.ts'

interface World {
  readonly clock: ManualClock
  readonly network: MemoryNetwork
  readonly signal: AbortSignal
}

/** A stage under test, with what goes in and how what comes out is told apart. */
interface Subject {
  readonly input: readonly unknown[]
  readonly stage: (world: World) => Stage<never, unknown>
  /** What an item stands for; the same things must come out however it is read. */
  readonly keys?: (item: never) => readonly string[]
  /** It knows no signal: whoever feeds it does. */
  readonly deaf?: boolean
}

const NAMES = { 'www.example': ['203.0.114.1'], 'mail.example': ['203.0.114.2', '203.0.114.3'] }
const resolver = staticResolver({ names: NAMES, reverse: { '192.0.2.1': ['one.example'] } })

const targets = ['192.0.2.0/29', 'www.example', '198.51.100.3-9', 'gone.example', 'mail.example']
const hosts: readonly (Host | Notice)[] = await collect(expandTargets({ seed: 1 })(targets))
const resolved: readonly (ResolvedHost | Notice)[] = await collect(resolveHosts({ resolver })(hosts))
const blocks: readonly (Block | Notice)[] = await collect(spreadPorts({ ports: parsePorts('1-5') })(resolved))
const probing = ({ clock, network, signal }: World): Stage<Block | Notice, ScanEvent> =>
  probePorts({
    strategy: tcpConnect({ connector: network.connector }),
    pacer: createPacer({ ...pathBounds(timings.normal), concurrency: 30, clock }),
    states: 'all',
    clock,
    signal,
  })
const events = await (async () => {
  const world = newWorld()
  return world.clock.runUntilIdle(collect(probing(world)(blocks)))
})()

const SUBJECTS: Readonly<Record<string, Subject>> = {
  mapItems: { input: [1, 2, 3, 4, 5, 6], stage: () => mapItems((item: number) => item), deaf: true },
  mapConcurrent: {
    input: Array.from({ length: 30 }, (_, at) => at),
    stage: ({ clock }) =>
      mapConcurrent(
        (item: number) => new Promise((done) => void clock.after(item % 7, () => done([item, -1 - item]))),
        { concurrency: 4, window: 9 },
      ),
    deaf: true,
  },
  expandTargets: { input: targets, stage: () => expandTargets({ seed: 1 }), deaf: true },
  resolveHosts: { input: hosts, stage: ({ clock, signal }) => resolveHosts({ resolver, clock, signal }) },
  discoverHosts: {
    input: resolved,
    stage: ({ clock, signal, network: { connector } }) =>
      discoverHosts({ discoverers: [tcpPing()], connector, clock, signal }),
  },
  spreadPorts: {
    input: resolved,
    stage: ({ clock }) => spreadPorts({ ports: parsePorts('1-5'), clock }),
    // How blocks are cut depends on how fast hosts come; which hosts are in them does not.
    keys: (item: Block | Notice) =>
      item.kind === 'block' ? item.hosts.map(({ address }) => address) : [keyOf(item)],
    deaf: true,
  },
  probePorts: { input: blocks, stage: probing },
  reverseNames: { input: events, stage: ({ clock, signal }) => reverseNames({ resolver, clock, signal }) },
  identifyServices: {
    input: events,
    stage: ({ clock, signal, network: { connector } }) =>
      identifyServices({ connector, probes: [ssh], tls: false, clock, signal }),
  },
}

function newWorld(signal = new AbortController().signal): World {
  const clock = manualClock()
  const ports = ({ port }: { port: number }) =>
    port === 4 ? 'filtered' : port === 2 ? greets('SSH-2.0-x\r\n') : ('closed' as const)
  return { clock, signal, network: memoryNetwork({ ports, latency: 20, clock }) }
}

function keyOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item)
  const { kind, target, address, port, status, code } = item as Record<string, unknown>
  return [kind, target, address, port, status, code].map(String).join(' ')
}

/** Gives its items one by one, some of them late, and sees how it is left. */
function watchedSource(items: readonly unknown[], clock: ManualClock, pause: number) {
  const left = items.values()
  const seen = { pulls: 0, open: 0, closed: false }
  const next = async (): Promise<IteratorResult<unknown>> => {
    seen.open++
    if (++seen.pulls % 3 === 0 && pause > 0) await new Promise<void>((go) => void clock.after(pause, go))
    seen.open--
    const item = left.next()
    if (item.done === true) seen.closed = true
    return item
  }
  const source: AsyncIterable<never> = {
    [Symbol.asyncIterator]: () => ({
      next: next as () => Promise<IteratorResult<never>>,
      return() {
        seen.closed = true
        return Promise.resolve({ done: true, value: undefined })
      },
    }),
  }
  return { source, seen }
}

async function read({ input, stage, keys, deaf }: Subject, moves: readonly Move[], pause: number) {
  const abort = new AbortController()
  const world = newWorld(abort.signal)
  const { clock, network } = world
  const { source, seen } = watchedSource(input, clock, pause)
  const iterator = stage(world)(source)[Symbol.asyncIterator]()
  const told = await play<unknown>(
    iterator,
    deaf === true ? moves.filter(({ kind }) => kind !== 'abort') : moves,
    {
      clock,
      abort: (reason) => abort.abort(reason),
    },
  )
  const { pulls } = seen
  await clock.advance(100_000)
  expect([seen.pulls, seen.open, seen.closed || seen.pulls === 0]).toEqual([pulls, 0, true])
  expect([network.open, network.dialling, clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0, 0, 0])
  const out = (keys as ((item: unknown) => readonly string[]) | undefined) ?? ((item) => [keyOf(item)])
  return { items: told.items.flatMap(out), left: told.left }
}

describe.each(Object.entries(SUBJECTS))('%s', (_name, subject) => {
  test('whatever its reader does: no item lost or twice, one end, and nothing left', async () => {
    const whole = (await read(subject, [], 0)).items.sort()
    expect(whole.length).toBeGreaterThan(5)
    await fc.assert(
      fc.asyncProperty(movesWith(), fc.constantFrom(0, 5, 30), async (moves, pause) => {
        const { items, left } = await read(subject, moves, pause)
        if (!left) expect(items.sort()).toEqual(whole)
        const rest = [...whole]
        for (const item of items) {
          const at = rest.indexOf(item)
          expect(at, `${item} was lost, or came twice`).toBeGreaterThanOrEqual(0)
          rest.splice(at, 1)
        }
      }),
      { numRuns: 60 },
    )
  })
})
