import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/index.ts'
import { run } from '../../../src/cli/run.ts'
import { ScanError } from '../../../src/model/errors.ts'
import { openPort } from '../report/arbitrary-events.ts'
import { fakeScan, fakeWorld, MemoryOutput, runFake, type FakeScan } from './fake-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'follow-'))))
afterAll(() => rm(folder, { recursive: true }))

const unresolved: ScanEvent = { kind: 'skipped', target: 'gone.example', reason: 'unresolved' }
const nothing = { done: 0, hosts: 0, sent: 0, skipped: 1 }
const ports = (count: number) => Array.from({ length: count }, (_, index) => openPort({ port: index + 1 }))

/** Runs a scan whose Ctrl-C comes once it has printed something. */
async function interrupted(scan: FakeScan, line: string, times = 1) {
  const world = fakeWorld({ library: { scan: () => scan } })
  const running = run(line.split(' '), world)
  while (world.stdout.text === '') await new Promise((later) => setImmediate(later))
  for (let time = 0; time < times; time++) world.interrupt()
  return { world, code: await running }
}

/** What was written between the first and the last line, which tell of the scan itself. */
function events(out: string): unknown[] {
  const records = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string })
  expect([records[0]?.kind, records.at(-1)?.kind]).toEqual(['scan', 'scan'])
  return records.slice(1, -1)
}

test('a whole scan is exit 0 and leaves no listener', async () => {
  const { code, out, err, world } = await runFake('192.0.2.7')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(events(out)).toEqual([openPort()])
  expect(world.listeners()).toBe(0)
})

test('nothing that could be scanned is exit 3, and the reason is told', async () => {
  const scan = () => fakeScan([unresolved], { stats: nothing })
  const { code, out, err } = await runFake('gone.example', { library: { scan } })
  expect(code).toBe(3)
  expect(events(out)).toEqual([unresolved])
  expect(err).toMatch(/^portscan: nothing could be scanned: 1 skipped[^\n]*\n$/)
})

test('hosts of which no port could be probed are nothing; an empty share of a scan is done', async () => {
  const run = (line: string, stats: object) =>
    runFake(line, { library: { scan: () => fakeScan([], { stats }) } })
  const noRoute = { done: 0, hosts: 1, sent: 0, skipped: 1, unprobed: 5 }
  expect((await run('192.0.2.7', noRoute)).code).toBe(3)
  expect((await run('192.0.2.7 --shard 1/2', noRoute)).code).toBe(3)
  const empty = { ...noRoute, hosts: 0, skipped: 0, unprobed: 0 }
  expect(await run('192.0.2.7 --shard 1/2', empty)).toMatchObject({ code: 0, err: '' })
})

test('a scan that fails is exit 1, one that has no target that it may scan is exit 3', async () => {
  const run = (failure: Error) =>
    runFake('192.0.2.7 -f csv', { library: { scan: () => fakeScan([openPort()], { failure }) } })
  const failed = await run(new ScanError('ERR_RESOURCE', 'no connection for 30 s'))
  expect(failed).toMatchObject({ code: 1, err: 'portscan: no connection for 30 s\n' })
  // What was found is kept.
  expect(failed.out).toContain('192.0.2.7,443,tcp,open')
  expect((await run(new ScanError('ERR_RESOLVE', 'no name resolves'))).code).toBe(3)
  expect((await run(new ScanError('ERR_POLICY', 'none is allowed'))).code).toBe(3)
})

test('bad input that shows only while scanning is bad usage as long as nothing was sent', async () => {
  const failure = new ScanError('ERR_TARGET', 'line 7 is too long')
  const run = (stats: object) => runFake('-', { library: { scan: () => fakeScan([], { failure, stats }) } })
  expect((await run(nothing)).code).toBe(2)
  expect((await run({})).code).toBe(1)
})

test('the first signal aborts the scan, keeps what was found, and is exit 130', async () => {
  const file = join(folder, 'cut.json')
  const scan = fakeScan([openPort()], { hangs: true })
  const { world, code } = await interrupted(scan, `192.0.2.7 -v -o ${file}`)
  expect(code).toBe(130)
  expect(scan.aborted).toHaveLength(1)
  expect(world.exits).toEqual([])
  expect(world.stderr.text).toContain(
    'interrupted after 2,000 of 2,000 ports; --checkpoint <file> lets the next one go on',
  )
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ hosts: [{ ports: [{ port: 443 }] }] })
  expect(world.listeners()).toBe(0)
})

test('a signal after the last result has interrupted nothing', async () => {
  const world = fakeWorld({
    library: { scan: () => fakeScan([openPort()], { onPull: () => setImmediate(world.interrupt) }) },
  })
  expect(await run(['192.0.2.7'], world)).toBe(0)
})

test('the second signal ends the process at once', async () => {
  const { world } = await interrupted(fakeScan([openPort()], { hangs: true }), '192.0.2.7', 2)
  expect(world.exits).toEqual([130])
})

test('the text summary of an interrupted scan says so', async () => {
  const { world } = await interrupted(fakeScan([openPort()], { hangs: true }), '192.0.2.7 -f text')
  expect(world.stdout.text).toContain('interrupted after 2 hosts')
})

test('an interrupted scan leaves its checkpoint, a whole one takes it away', async () => {
  const path = join(folder, 'scan.checkpoint')
  const { world } = await interrupted(
    fakeScan([openPort()], { hangs: true }),
    `192.0.2.7 -v --checkpoint ${path}`,
  )
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, next: 7 })
  expect(world.stderr.text).toContain(`--resume ${path} goes on`)
  let resume: unknown
  const scan = (_targets: unknown, options: object = {}) => (
    (resume = Reflect.get(options, 'resume')),
    fakeScan([])
  )
  expect((await runFake(`192.0.2.7 --checkpoint ${path} --resume ${path}`, { library: { scan } })).code).toBe(
    0,
  )
  expect(resume).toEqual({ version: 1, next: 7 })
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test.each([
  [1, 'stays where --stop-after ended the scan'],
  [2, 'goes where the scan came to its end before'],
])('with --stop-after %i the checkpoint %s', async (stopAfter) => {
  const path = join(folder, `stop-${String(stopAfter)}.checkpoint`)
  const scan = () => fakeScan([openPort()], { stats: { states: { open: { 'syn-ack': 1 } } } })
  const args = `192.0.2.7 --stop-after ${String(stopAfter)} --checkpoint ${path}`
  expect((await runFake(args, { library: { scan } })).code).toBe(0)
  const kept = await readFile(path, 'utf8').catch(() => 'nothing')
  expect(kept === 'nothing').toBe(stopAfter === 2)
})

test('a reader that has gone ends the scan in silence', async () => {
  class Gone extends MemoryOutput {
    override _write(_chunk: string, _encoding: string, done: (error?: Error) => void): void {
      setImmediate(done, Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    }
  }
  let pulled = 0
  const scan = () => fakeScan(ports(1000), { hangs: true, onPull: () => pulled++ })
  const { code, err } = await runFake('192.0.2.7', { library: { scan }, stdout: new Gone(false, 64) })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(pulled).toBeLessThan(10)
})

test('a slow reader holds the scan back (H46)', async () => {
  let take = (): void => {}
  class Slow extends MemoryOutput {
    override _write(chunk: string, _encoding: string, done: () => void): void {
      take = () => {
        this.text += chunk
        done()
      }
    }
  }
  let pulled = 0
  const scan = () => fakeScan(ports(50), { onPull: () => pulled++ })
  let over = false
  const running = runFake('192.0.2.7', { library: { scan }, stdout: new Slow(false, 300) }).finally(
    () => (over = true),
  )
  for (let turn = 0; turn < 50; turn++) await new Promise((later) => setImmediate(later))
  expect(pulled).toBeLessThan(5)
  while (!over) {
    take()
    await new Promise((later) => setImmediate(later))
  }
  expect(events((await running).out)).toHaveLength(50)
})

test('stack traces are off while scanning, unless details are asked for', async () => {
  const limits: number[] = []
  const onPull = () => limits.push(Error.stackTraceLimit)
  const scan = () => fakeScan([openPort()], { onPull })
  const before = Error.stackTraceLimit
  await runFake('192.0.2.7', { library: { scan } })
  await runFake('192.0.2.7 -v -v', { library: { scan } })
  expect(limits).toEqual([0, before])
  expect(Error.stackTraceLimit).toBe(before)
})
