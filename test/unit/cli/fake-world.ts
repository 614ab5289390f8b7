import { Readable, Writable } from 'node:stream'
import type { Scan, ScanEvent, ScanStats } from '../../../src/index.ts'
import type { Library } from '../../../src/cli/library.ts'
import { run } from '../../../src/cli/run.ts'
import type { World } from '../../../src/cli/world.ts'
import { checkTargets } from '../../../src/targets/check-targets.ts'
import { expandTargets } from '../../../src/targets/expand-targets.ts'
import { parseAddressSet } from '../../../src/targets/parse-address-set.ts'
import { portCount } from '../../../src/model/port-count.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { parsePorts, subtractPorts } from '../../../src/targets/parse-ports.ts'
import { targetsFromFile } from '../../../src/targets/targets-from-file.ts'
import { targetsFromStream } from '../../../src/targets/targets-from-stream.ts'
import { openPort, stats as someStats } from '../report/arbitrary-events.ts'

/** A stream that remembers; `isTTY` makes it a terminal. */
export class MemoryOutput extends Writable {
  readonly columns = 80
  readonly isTTY: boolean
  text = ''

  constructor(isTTY = false, highWaterMark = 16_384) {
    super({ highWaterMark, decodeStrings: false })
    this.isTTY = isTTY
  }

  override _write(chunk: string, _encoding: string, done: (error?: Error) => void): void {
    this.text += chunk
    done()
  }
}

export interface FakeWorld extends World {
  readonly stdout: MemoryOutput
  readonly stderr: MemoryOutput
  /** What a Ctrl-C does. */
  interrupt(): void
  /** How many listen for signals now. */
  readonly listeners: () => number
  readonly exits: number[]
}

interface FakeFacts {
  readonly library?: Partial<Library>
  readonly terminal?: boolean
  readonly stdout?: MemoryOutput
  readonly stdin?: string
  readonly env?: World['env']
}

export function fakeWorld({
  library = {},
  terminal = false,
  stdout,
  stdin = '',
  env = {},
}: FakeFacts = {}): FakeWorld {
  const listeners = new Set<() => void>()
  const exits: number[] = []
  return {
    stdin: Readable.from([stdin]),
    stdout: stdout ?? new MemoryOutput(terminal),
    stderr: new MemoryOutput(terminal),
    env,
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    interrupt: () => [...listeners].forEach((listener) => listener()),
    listeners: () => listeners.size,
    exits,
    exit: (code) => void exits.push(code),
    version: async () => '9.9.9',
    library: async () => ({ ...fakeLibrary(), ...library }),
  }
}

/** Runs the command in a fake world; a word a string. */
export async function runFake(line: string, facts: FakeFacts = {}) {
  const world = fakeWorld(facts)
  const code = await run(line.split(' ').filter(Boolean), world)
  return { code, out: world.stdout.text, err: world.stderr.text, world }
}

/** Reading targets touches no network, so it is the real thing. */
const targetParts = {
  checkTargets,
  expandTargets,
  formatPorts,
  portCount,
  parseAddressSet,
  parsePorts,
  subtractPorts,
  targetsFromFile,
  targetsFromStream,
  localInterface: (name = 'default') => [`net-of-${name}.example`],
}

/** A library that finds one open port wherever it is sent. */
export function fakeLibrary(): Library {
  return {
    version: '9.9.9',
    scan: () => fakeScan([openPort()]),
    waitForPort: async () => {},
    ...targetParts,
    dnsResolver: (options: unknown) => options,
    cachedResolver: (resolver: unknown) => resolver,
    commonServices: [{ name: 'common' }],
    loadProbes: async (file: string) => [{ name: `of ${file}` }],
  } as unknown as Library
}

export interface FakeScan extends Scan {
  readonly aborted: unknown[]
}

interface FakeScanFacts {
  readonly hangs?: boolean
  readonly failure?: Error
  readonly stats?: Partial<ScanStats>
  /** Called before each event. */
  readonly onPull?: () => void
}

/** Gives these events, then ends; with `hangs` it waits for its abort instead. */
export function fakeScan(
  events: readonly ScanEvent[],
  { hangs = false, failure, stats, onPull }: FakeScanFacts = {},
): FakeScan {
  const aborted: unknown[] = []
  const controller = new AbortController()
  async function* run(): AsyncGenerator<ScanEvent> {
    for (const event of events) {
      controller.signal.throwIfAborted()
      onPull?.()
      yield event
    }
    if (hangs && !controller.signal.aborted) {
      await new Promise((resolve) => controller.signal.addEventListener('abort', resolve))
    }
    controller.signal.throwIfAborted()
    if (failure !== undefined) throw failure
  }
  return {
    events: run,
    aborted,
    abort(reason: unknown) {
      aborted.push(reason)
      controller.abort(reason)
    },
    stats: { ...someStats, ...stats },
    checkpoint: () => ({ version: 1, next: 7 }),
  } as unknown as FakeScan
}
