import { describe, expect, test } from 'vitest'
import { ScanError } from '../../src/model/errors.ts'
import { checkOptions } from '../../src/scan-option-rules.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { timings } from '../../src/scan-timing.ts'

const check = (options: unknown): void => checkOptions(options as ScanOptions)

// Complete by its type; ports are parsed elsewhere.
const wrong: Readonly<Record<Exclude<keyof ScanOptions, 'ports' | 'excludePorts'>, readonly unknown[]>> = {
  exclude: [5, ['192.0.2.1', 5], null],
  allow: [5, {}],
  deny: [false, [null]],
  order: ['reverse', 1],
  seed: [-1, 2 ** 32, 1.5, '1', NaN],
  shard: [{ index: 2, count: 2 }, { index: 0 }, { index: -1, count: 2 }, { index: 0, count: 0 }, '0/2'],
  states: ['open', ['open', 'opened'], 5],
  timing: [
    'fast',
    3,
    { timeout: -1 },
    { timeout: 'x' },
    { speed: 1 },
    { concurrency: 0 },
    { retries: 0.5 },
    [],
    null,
  ],
  concurrency: [0, 1.5, Infinity, '10'],
  perHost: [0, -1],
  rate: [0, -1, NaN, '5'],
  perHostRate: [0, null],
  timeout: [0, 0.5, 3_600_001, '5'],
  retries: [-1, 101, 1.5],
  hostTimeout: [0, 1.5, '5m', -1, Infinity],
  stopAfter: [{}, 5, { open: 0 }, { openPerHost: 1.5 }, { hosts: 1 }, [], null],
  canary: [22, ['192.0.2.1:22'], null],
  discovery: [true, 'on', [], [{}], ['tcp-ping'], [{ name: 'x' }], null],
  engine: ['koffi', 1, null],
  workers: [-1, 1.5, 65, '2', true],
  services: [
    'yes',
    1,
    { probe: [] },
    { intensity: 10 },
    { tls: 'no' },
    { budget: { time: -1 } },
    { budget: { time: Infinity } },
    { budget: 5 },
    { probes: [{}] },
    null,
  ],
  udp: ['yes', 1, 53, null],
  strategy: [{ tcp: {} }, { udp: {} }, { udp: { name: 'x', transport: 'tcp', probe() {} } }, 'tcp'],
  resolver: [{}, { resolve() {} }, 'x'],
  family: [5, '4', 0],
  allAddresses: ['yes', 1],
  reverse: [1, null],
  connector: [{}, 'tcp'],
  limiter: [5, {}],
  clock: [{}, { now() {} }],
  random: [5, 'x'],
  signal: [{}, true],
  localAddress: ['192.0.2.77', 5, 'localhost'],
  allowHuge: ['yes'],
  resume: ['file.json', 5, null],
}

const right: readonly ScanOptions[] = [
  {},
  { exclude: '192.0.2.1', allow: ['192.0.2.0/24'], deny: [] },
  { seed: 0, shard: { index: 0, count: 1 }, states: 'all' },
  { seed: 2 ** 32 - 1, states: ['open', 'closed', 'filtered', 'unknown'] },
  { timing: 'paranoid' },
  { hostTimeout: 300_000, stopAfter: { open: 1 }, canary: '192.0.2.1:22' },
  { stopAfter: { open: 5, openPerHost: 1 } },
  { timing: { timeout: 500, rate: Infinity }, retries: 0 },
  { timing: timings.insane },
  { services: { intensity: 0, tls: false, budget: { time: 100 }, contact: 'scans@example.test' } },
  { localAddress: '127.0.0.9', family: 6, signal: new AbortController().signal },
]

describe('checkOptions', () => {
  const cases = Object.entries(wrong).flatMap(([key, values]) => values.map((value) => [key, value] as const))

  test.each(cases)('%s: %o is ERR_OPTION, with what was expected and what came', (key, value) => {
    expect.assertions(4)
    try {
      check({ [key]: value })
    } catch (error) {
      expect(error).toBeInstanceOf(ScanError)
      expect(error).toMatchObject({
        code: 'ERR_OPTION',
        input: expect.stringMatching(`^${key}(\\.|$)`) as string,
      })
      expect((error as Error).message).toMatch(
        new RegExp(`^option '${key}(\\.\\w+)*': expected .{3,}, but got .+|^unknown option '${key}\\.`),
      )
      expect((error as Error).message).not.toContain('[object Object]')
    }
  })

  test.each(right.map((options) => [options]))('%o is right', (options) => {
    expect(() => check(options)).not.toThrow()
  })

  test('an unknown key names the nearest right one', () => {
    const message = (key: string): string => {
      try {
        check({ [key]: 1 })
        return 'nothing thrown'
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(message('port')).toBe("unknown option 'port'; did you mean 'ports'?")
    expect(message('concurency')).toContain("'concurrency'")
    expect(message('zzzzzzzzzzzz')).toBe("unknown option 'zzzzzzzzzzzz'")
    for (const inherited of ['constructor', 'toString', 'hasOwnProperty'])
      expect(message(inherited)).toContain(`unknown option '${inherited}'`)
  })

  test.each<[string, object, string]>([
    [
      'timing.retris',
      { timing: { retris: 2 } },
      "unknown option 'timing.retris'; did you mean 'timing.retries'?",
    ],
    ['services.contct', { services: { contct: '' } }, "; did you mean 'services.contact'?"],
    ['services.budget.tim', { services: { budget: { tim: 1 } } }, "; did you mean 'services.budget.time'?"],
    ['strategy.tpc', { strategy: { tpc: {} } }, "; did you mean 'strategy.tcp'?"],
    ['shard.cuont', { shard: { index: 0, cuont: 2 } }, "; did you mean 'shard.count'?"],
    ['timing.toString', { timing: { toString: 1 } }, "unknown option 'timing.toString'"],
    ['timing.retries', { timing: { retries: -1 } }, "option 'timing.retries': expected a whole number"],
    [
      'services.budget.time',
      { services: { budget: { time: '5' } } },
      "expected milliseconds, from above 0 to 3600000, but got '5'",
    ],
    ['services.contact', { services: { contact: 'a\nb' } }, 'printable ASCII'],
    ['shard.count', { shard: { index: 0, count: 0 } }, "option 'shard.count': expected"],
    ['shard', { shard: { index: 2, count: 2 } }, '{ index, count } with index from 0 to count − 1'],
    ['strategy.tcp', { strategy: { tcp: {} } }, "option 'strategy.tcp': expected a strategy"],
  ])('a part is named in full: %s', (input, options, message) => {
    expect(() => check(options)).toThrow(
      expect.objectContaining({
        code: 'ERR_OPTION',
        input,
        message: expect.stringContaining(message) as string,
      }),
    )
  })

  test.each([null, 5, 'ports'])('options that are no object: %o', (options) => {
    expect(() => check(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
  })

  test('a value that cannot be written as JSON is still shown', () => {
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    for (const value of [circular, 5n, Symbol('x'), () => 1])
      expect(() => check({ seed: value })).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
  })
})
