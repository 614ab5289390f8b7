import { describe, expect, test } from 'vitest'
import type { PortResult } from '../../src/model/result.ts'
import type { Scan } from '../../src/scan.ts'
import { abortListeners } from '../support/open-handles.ts'
import { greets, silent } from '../support/peer-script.ts'
import { scanWorld, type ScanWorld } from './scan-world.ts'

const SSH = 22
const MUTE = [4321, 4322, 4323]
const target = '192.0.2.7'
const options = { ports: [SSH, ...MUTE], services: true, discovery: false, seed: 3 } as const

const world = (): ScanWorld =>
  scanWorld({ ports: ({ port }) => (port === SSH ? greets('SSH-2.0-OpenSSH_9.6\r\n') : silent) })

/** What came, and how it ended. */
async function take(run: Scan, results: PortResult[]): Promise<unknown> {
  try {
    for await (const result of run) results.push(result)
    return 'the end'
  } catch (error) {
    return error
  }
}

describe('an abort while ports are being named', () => {
  test('open ports come out with what is known of them, then comes the reason', async () => {
    const { scan, clock, network } = world()
    const { signal } = new AbortController()
    const run = scan(target, { ...options, signal })
    const results: PortResult[] = []
    const ended = take(run, results)
    await clock.advance(1_500)
    expect(results).toMatchObject([{ port: SSH, service: { product: 'OpenSSH' } }])
    const reason = new Error('enough')
    run.abort(reason)
    expect(await clock.runUntilIdle(ended)).toBe(reason)
    expect(results.map(({ port }) => port).sort()).toEqual([...options.ports].sort())
    const evidence = 'the scan was aborted before this port had a name'
    for (const { state, service } of results.slice(1))
      expect([state, service]).toMatchObject(['open', { confidence: 'port-table', evidence }])
    expect([network.open, network.dialling, clock.waiting, abortListeners(signal)]).toEqual([0, 0, 0, 0])
  })

  test('they are not done: a scan that goes on names them, and only them', async () => {
    const { scan, clock, dialled } = world()
    const run = scan(target, options)
    const ended = take(run, [])
    await clock.advance(1_500)
    run.abort(new Error('enough'))
    await clock.runUntilIdle(ended)
    const resume = run.checkpoint()
    expect(resume.done).toBe(1)
    dialled.clear()
    const results: PortResult[] = []
    expect(await clock.runUntilIdle(take(scan(target, { ...options, resume }), results))).toBe('the end')
    expect(results.map(({ port }) => port).sort()).toEqual(MUTE)
    expect(dialled.has(`${target}:${SSH}`)).toBe(false)
    for (const { service } of results) expect(service?.evidence).toMatch(/^no probe was answered/)
  })

  test('at any moment every result is of an open port, none twice, and the reason is the end', async () => {
    for (let moment = 0; moment < 5_000; moment += 170) {
      const { scan, clock, network } = world()
      const run = scan(target, options)
      const results: PortResult[] = []
      const ended = take(run, results)
      await clock.advance(moment)
      const before = results.length
      run.abort(new Error('enough'))
      const how = await clock.runUntilIdle(ended)
      if (before < options.ports.length) expect(how).toMatchObject({ message: 'enough' })
      expect(new Set(results.map(({ port }) => port)).size).toBe(results.length)
      if (moment > 1_000) expect(results).toHaveLength(options.ports.length)
      expect([network.open, network.dialling, clock.waiting]).toEqual([0, 0, 0])
    }
  })

  test('the whole line leaves, however long', async () => {
    const { scan, clock } = world()
    const run = scan('192.0.2.0/24', { ...options, ports: '4001-4006' })
    const results: PortResult[] = []
    const ended = take(run, results)
    await clock.advance(2_000)
    run.abort(new Error('enough'))
    expect(await clock.runUntilIdle(ended)).toMatchObject({ message: 'enough' })
    expect(results).toHaveLength(256 * 6)
  })

  test('who leaves by a break gets nothing more', async () => {
    const { scan, clock, network } = world()
    const results: PortResult[] = []
    const consume = async (): Promise<void> => {
      for await (const result of scan(target, options)) {
        results.push(result)
        break
      }
    }
    await clock.runUntilIdle(consume())
    expect([results.length, network.open, clock.waiting]).toEqual([1, 0, 0])
  })

  test('enough open ports are no abort: those that were found are named', async () => {
    const { scan, clock } = world()
    const stopAfter = { open: 2 }
    const results = await clock.runUntilIdle(scan(target, { ...options, stopAfter, seed: 4 }).report())
    const ports = results.hosts.flatMap((host) => host.ports)
    expect(ports.length).toBeGreaterThanOrEqual(2)
    for (const { service } of ports) expect(service?.evidence).not.toContain('aborted')
  })
})
