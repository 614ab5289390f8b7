import { expect, test } from 'vitest'
import { showProgress } from '../../../src/cli/progress.ts'
import { openPort, stats } from '../report/arbitrary-events.ts'
import { fakeScan, MemoryOutput, runFake } from './fake-world.ts'

test('on a terminal the bar has one line, and is gone at the end', async () => {
  const output = new MemoryOutput(true)
  const progress = await showProgress(output, () => stats)
  expect(output.text).toContain('2,000 of 2,000')
  progress.clear()
  output.write('a result\n')
  progress.stop()
  expect(output.text).toMatch(/\x1b\[2K\x1b\[1G$/) // eslint-disable-line no-control-regex
  // It never jumps: whatever was printed since it began stays.
  expect(output.text).not.toMatch(/\x1b[78]|\x1b\[[su]/) // eslint-disable-line no-control-regex
})

test('many results between two drawings clear the line once', async () => {
  const output = new MemoryOutput(true)
  const progress = await showProgress(output, () => stats)
  const before = output.text.length
  for (let result = 0; result < 100; result++) progress.clear()
  expect(output.text.slice(before)).toBe('\x1b[2K\x1b[1G')
  progress.stop()
})

test('elsewhere it is plain lines', async () => {
  const output = new MemoryOutput(false)
  const progress = await showProgress(output, () => stats)
  progress.stop()
  expect(output.text).toMatch(/^(\[#+\] 100\.0 % {2}2,000 of 2,000 {2}finishing {2}3 open\n)+\n?$/)
})

test('is shown on a terminal, not in a pipe, unless asked', async () => {
  const shown = async (line: string, terminal: boolean): Promise<boolean> => {
    const library = { scan: () => fakeScan([openPort()]) }
    return (await runFake(line, { library, terminal })).err.includes('2,000 of 2,000')
  }
  expect(await shown('192.0.2.7', true)).toBe(true)
  expect(await shown('192.0.2.7', false)).toBe(false)
  expect(await shown('192.0.2.7 --progress', false)).toBe(true)
  expect(await shown('192.0.2.7 --no-progress', true)).toBe(false)
  expect(await shown('192.0.2.7 -q', true)).toBe(false)
})

test('leaves no timer and no signal listener', async () => {
  const before = [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]
  const progress = await showProgress(new MemoryOutput(true), () => stats)
  expect([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]).toEqual(before)
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  progress.stop()
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(timers - 1)
})
