import { describe, expect, test } from 'vitest'
import { tcpConnect } from '../../src/probe/tcp-connect.ts'
import { completeOptions } from '../../src/scan-settings.ts'
import { timings } from '../../src/scan-timing.ts'
import { memoryNetwork } from '../support/memory-network.ts'

const { connector } = memoryNetwork({ ports: {} })

describe('completeOptions', () => {
  test('without options: a thousand ports, normal timing, in random order', () => {
    const settings = completeOptions('192.0.2.1', {})
    expect(settings.ports.tcp).toHaveLength(1_000)
    expect(settings).toMatchObject({ order: 'random', timing: timings.normal, services: undefined })
    expect(settings.seed).toBeGreaterThanOrEqual(0)
    expect(completeOptions('192.0.2.1', { random: () => 0.5 }).seed).toBe(2 ** 31)
  })

  test('with udp a thousand TCP ports and a hundred UDP ones; what is left out is left out over both', () => {
    const { ports } = completeOptions('192.0.2.1', { udp: true })
    expect([ports.tcp.length, ports.udp?.length]).toEqual([1_000, 100])
    const both = completeOptions('192.0.2.1', { ports: '53,80', udp: true, excludePorts: '80' })
    expect([both.count.endpoints, [...both.excludePorts!.udp!]]).toEqual([2n, [80]])
    expect(completeOptions('192.0.2.1:53', { ports: '80', udp: true }).count.endpoints).toBe(2n)
    expect(completeOptions('192.0.2.1', { ports: 'U:53' }).ports.tcp).toHaveLength(0)
    const none = { ports: 'U:53,161', excludePorts: '53,161' }
    expect(() => completeOptions('192.0.2.1', none)).toThrow(/at least one port that is left/)
  })

  test('all shards have one seed', () => {
    const seed = (index: number): number => completeOptions('192.0.2.1', { shard: { index, count: 2 } }).seed
    expect(seed(0)).toBe(seed(1))
  })

  test('single numbers win over the timing, which wins over normal', () => {
    const timing = { timeout: 700, retries: 3, rate: undefined } as object
    expect(completeOptions('192.0.2.1', { timing, retries: 1 }).timing).toEqual({
      ...timings.normal,
      timeout: 700,
      retries: 1,
    })
    expect(completeOptions('192.0.2.1', { timing: 'polite', perHost: 2 }).timing.perHost).toBe(2)
  })

  test('naming has its share of the connections, and own sockets fit the descriptors', () => {
    expect(completeOptions('192.0.2.1', { connector, concurrency: 400 }).slots).toEqual({
      scan: 400,
      services: 0,
      discovery: 0,
    })
    expect(completeOptions('192.0.2.1', { connector, concurrency: 400, services: true }).slots).toEqual({
      scan: 300,
      services: 100,
      discovery: 0,
    })
    expect(completeOptions('192.0.2.1', { connector, concurrency: 1, services: true }).slots).toEqual({
      scan: 1,
      services: 1,
      discovery: 0,
    })
    const all = { connector, concurrency: 400, services: true, discovery: 'auto' } as const
    expect(completeOptions('192.0.2.1', all).slots).toEqual({ scan: 150, services: 100, discovery: 150 })
    expect(completeOptions('192.0.2.1', { ...all, concurrency: 1 }).slots).toEqual({
      scan: 1,
      services: 1,
      discovery: 1,
    })
    expect(completeOptions('192.0.2.1', { concurrency: 1_000_000 }).slots.scan).toBeLessThan(1_000_000)
  })

  test('tries that hold no sockets are not bound by descriptors; those beside them are', () => {
    const of = (holdsSockets: boolean, udp = false): ReturnType<typeof completeOptions>['slots'] =>
      completeOptions('192.0.2.1', {
        ...{ concurrency: 1_000_000, services: true, discovery: 'auto', udp },
        strategy: { tcp: { ...tcpConnect(), holdsSockets } },
      }).slots
    expect(of(false)).toEqual({ ...of(true), scan: 1_000_000 })
    expect(of(false, true)).toEqual(of(true))
  })

  test.each([
    ['ERR_OPTION', '192.0.2.1', { ports: '70000' }],
    ['ERR_OPTION', '192.0.2.1', { ports: '22', excludePorts: '20-30' }],
    ['ERR_OPTION', ['0.0.0.0/1', '128.0.0.0/1'], { ports: '1-3' }],
    ['ERR_OPTION', '192.0.2.1', { discovery: 'auto', shard: { index: 0, count: 2 } }],
    ['ERR_TARGET', '192.0.2.300', {}],
    ['ERR_TARGET', '192.0.2.1', { exclude: 'not an address' }],
    ['ERR_TARGET', '0.0.0.0/0', {}],
  ] as const)('%s at the call: %o %o', (code, targets, options) => {
    expect(() => completeOptions(targets, options)).toThrow(expect.objectContaining({ code }))
  })

  test('huge scans have to be asked for', () => {
    const { count } = completeOptions(['0.0.0.0/1', '128.0.0.0/1'], { ports: '1-3', allowHuge: true })
    expect(count.endpoints).toBeGreaterThan(2 ** 32)
  })
})
