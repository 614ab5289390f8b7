import { afterEach, expect, test } from 'vitest'
import * as library from '../../src/index.ts'
import { memoryNetwork } from '../../src/testing/memory-network.ts'
import { rest } from '../support/iterables.ts'
import { fakeWorld, MemoryOutput } from '../unit/cli/fake-world.ts'
import { run } from '../../src/cli/run.ts'
import { FaultPlan, INJECTED, type Fault, type PlannedFault } from './fault-plan.ts'

// The commands that are stuck, which a second signal would end together with their process, never put it back.
const { stackTraceLimit } = Error
afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit
})

type Done = (error?: Error) => void

/** Standard output, each write of which may go wrong. */
class FaultyOutput extends MemoryOutput {
  readonly #plan: FaultPlan

  constructor(plan: FaultPlan) {
    // Every write is waited for.
    super(false, 1)
    this.#plan = plan
  }

  override _write(chunk: string, encoding: string, done: Done): void {
    const fault = this.#plan.strike('sink')
    if (fault === 'fails') return done(INJECTED)
    if (fault === 'breaks') return done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    if (fault === 'late') return void this.#plan.hold(() => super._write(chunk, encoding, done))
    if (fault === 'hangs') return this.#plan.abort()
    super._write(chunk, encoding, done)
    if (fault === 'twice') done()
  }
}

/** The command in memory, with one fault in what it prints to. */
async function tortureCommand(planned?: PlannedFault) {
  const plan = new FaultPlan(planned)
  const network = memoryNetwork({ ports: ({ port }) => (port % 2 === 0 ? 'open' : 'closed') })
  const stdout = new FaultyOutput(plan)
  const world = fakeWorld({
    stdout,
    library: {
      ...library,
      scan: (targets, options) => library.scan(targets, { ...options, connector: network.connector }),
    },
  })
  plan.abort = () => void setImmediate(world.interrupt)
  const line = '192.0.2.0/31 -p 1-6 --states all -f ndjson'
  const end = run(line.split(' '), world)
  let code: unknown = await Promise.race([end, untilStuck(network)])
  if (planned?.fault === 'late') {
    plan.release()
    code = await end
  }
  return { code, plan, network, world, text: stdout.text, error: world.stderr.text }
}

/** Resolves once the command has let go of the network and does nothing more. */
async function untilStuck(network: { readonly open: number; readonly dialling: number }): Promise<'stuck'> {
  await rest(300)
  while (network.open + network.dialling > 0) await rest()
  return 'stuck'
}

const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)

/** What the command ends with; `stuck` waits for its reader until a second signal. */
const EXITS: Readonly<Partial<Record<Fault, number | string>>> = {
  fails: 1,
  breaks: 0,
  throws: 1,
  hangs: 'stuck',
  twice: 1,
  late: 130,
}

test('a command whose output goes wrong at any write ends, and lets go of the network (H47)', async () => {
  const { code, plan, text } = await tortureCommand()
  const writes = plan.counts.get('sink')!
  const whole = lines(text)
  expect([code, writes > 12, whole.length]).toEqual([0, true, writes - 1])
  for (let at = 0; at < writes; at++) {
    for (const [fault, exit] of Object.entries(EXITS) as [Fault, number | string][]) {
      const ended = await tortureCommand({ call: 'sink', at, fault })
      const told = `write ${String(at)} ${fault}: ${ended.error}`
      // Who is interrupted after the last result has interrupted nothing.
      const expected = fault === 'late' && at >= writes - 2 ? 0 : exit
      expect([ended.code, ended.network.open, ended.network.dialling], told).toEqual([expected, 0, 0])
      expect(ended.error.split('\n').length, told).toBeLessThanOrEqual(2)
      expect(lines(ended.text).length, told).toBeLessThanOrEqual(whole.length)
      if (ended.code === 'stuck') ended.world.interrupt()
      expect(ended.world.exits, told).toEqual(ended.code === 'stuck' ? [130] : [])
    }
  }
})
