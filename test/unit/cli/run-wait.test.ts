import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { ScanError } from '../../../src/model/errors.ts'
import { fakeWorld, runFake } from './fake-world.ts'

const timedOut = () => Promise.reject(new ScanError('ERR_TIMEOUT', 'localhost port 1 is not open after 5 ms'))

test('all open is exit 0, each is told', async () => {
  const asked: unknown[] = []
  const waitForPort = async (...args: unknown[]) => void asked.push(args)
  const { code, out } = await runFake('wait localhost:5432 [::1]:80 --timeout 2s', {
    library: { waitForPort } as never,
  })
  expect(code).toBe(0)
  expect(out).toMatch(/^localhost:5432 is open \(after \d+ ms\)\n\[::1\]:80 is open \(after \d+ ms\)\n$/)
  expect(asked).toMatchObject([
    ['localhost', 5432, { timeout: 2000, state: 'open' }],
    ['::1', 80, { timeout: 2000, state: 'open' }],
  ])
})

test('--closed waits for the other thing, -q says nothing', async () => {
  const asked: unknown[] = []
  const waitForPort = async (...args: unknown[]) => void asked.push(args)
  const { code, out, err } = await runFake('wait localhost:1 --closed -q', {
    library: { waitForPort } as never,
  })
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' })
  expect(asked).toMatchObject([['localhost', 1, { state: 'closed' }]])
})

test('out of time is exit 4, told on standard error', async () => {
  const { code, out, err } = await runFake('wait localhost:1 --timeout 5', {
    library: { waitForPort: timedOut },
  })
  expect({ code, out }).toEqual({ code: 4, out: '' })
  expect(err).toBe('portscan: localhost port 1 is not open after 5 ms\n')
})

test('one of several that is late makes it exit 4', async () => {
  const waitForPort = (host: string) => (host === 'late.example' ? timedOut() : Promise.resolve())
  expect((await runFake('wait a.example:1 late.example:2', { library: { waitForPort } as never })).code).toBe(
    4,
  )
})

test('an error ends the wait for all', async () => {
  const ended: boolean[] = []
  const waitForPort = (host: string, _port: number, { signal }: { signal: AbortSignal }) =>
    host === 'bad.example'
      ? Promise.reject(new ScanError('ERR_OPTION', 'no'))
      : new Promise((_, reject) =>
          signal.addEventListener('abort', () => (ended.push(true), reject(signal.reason as Error))),
        )
  expect((await runFake('wait a.example:1 bad.example:2', { library: { waitForPort } as never })).code).toBe(
    2,
  )
  expect(ended).toEqual([true])
})

test('a signal is exit 130', async () => {
  const waitForPort = (_host: string, _port: number, { signal }: { signal: AbortSignal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
  const world = fakeWorld({ library: { waitForPort } as never })
  const running = run(['wait', 'localhost:1'], world)
  while (world.listeners() === 0) await new Promise((later) => setImmediate(later))
  await new Promise((later) => setImmediate(later))
  world.interrupt()
  expect(await running).toBe(130)
  expect(world.listeners()).toBe(0)
})

test('a place that is no host:port is bad usage', async () => {
  for (const place of [
    'localhost',
    'localhost:',
    ':80',
    'localhost:0',
    'localhost:65536',
    '::1:80',
    '[::1]',
    'a:b',
  ]) {
    const { code, err } = await runFake(`wait ${place}`)
    expect(code, place).toBe(2)
    expect(err).toContain('expected host:port, such as localhost:5432 or [::1]:8080')
  }
})
