import { expect, onTestFinished, test, vi } from 'vitest'
import { scan, systemClock } from '../../../../src/index.ts'
import { checkOptions, checkReceived, checkTimers } from '../../../../src/testing/matchers/check-look.ts'
import { manualClock } from '../../../../src/testing/manual-clock.ts'
import { connector } from './exposed-world.ts'

test.each([
  { shard: { index: 0, count: 2 } },
  { hostTimeout: 1 },
  { stopAfter: { open: 1 } },
  { ports: 22 },
  { states: 'all' },
  { udp: true },
])('an option by which a part of the target is seen is refused: %j', (options) => {
  expect(() => checkOptions(options)).toThrow(
    `option '${Object.keys(options)[0]}': this assertion takes none`,
  )
})

test('others, and those that are undefined, are not', () => {
  expect(() => checkOptions({ timeout: 100, shard: undefined })).not.toThrow()
})

test.each<[unknown, string]>([
  [undefined, 'got undefined'],
  [null, 'got null'],
  [22, 'got number'],
  [Promise.resolve(), 'got a promise: expect(await …)'],
  [scan('192.0.2.7'), 'got a scan: expect(await scan(…).report())'],
  [['192.0.2.7'], 'got a list: ask of each'],
  [{ hosts: [] }, 'got a part of one'],
])('what nobody can look at: %o', (received, words) => {
  expect(() => checkReceived(received)).toThrow(words)
})

test('a target, or a report', async () => {
  const report = await scan('192.0.2.7', { ports: 22, connector }).report()
  for (const received of ['192.0.2.7', { host: '192.0.2.7' }, report]) {
    expect(() => checkReceived(received)).not.toThrow()
  }
})

test('fake timers are told, where they are waited for', () => {
  onTestFinished(() => void vi.useRealTimers())
  expect(() => checkTimers(systemClock)).not.toThrow()
  vi.useFakeTimers({ toFake: ['Date'] })
  expect(() => checkTimers(systemClock)).not.toThrow()
  vi.useFakeTimers()
  expect(() => checkTimers(systemClock)).toThrow('the timers of this test are fake')
  expect(() => checkTimers(manualClock())).not.toThrow()
})
