import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, type LogLevel } from '../../../src/cli/log.ts'
import type { LogFlags } from '../../../src/cli/log-flags.ts'
import { plainPaint } from '../../../src/report/text-layout.ts'
import { hostileText } from '../report/arbitrary-events.ts'
import { MemoryOutput } from './fake-world.ts'

const levels: readonly LogLevel[] = ['error', 'warn', 'info', 'debug']

function told(flags: LogFlags, isTTY: boolean): string[] {
  const output = new MemoryOutput(isTTY)
  const log = createLog(output, flags, plainPaint, () => {})
  for (const level of levels) log(level, level)
  return output.text.split('\n').slice(0, -1)
}

test('a pipe gets errors only, a terminal warnings too', () => {
  expect(told({}, false)).toEqual(['portscan: error'])
  expect(told({}, true)).toEqual(['portscan: error', 'warn: warn'])
})

test('-v says more, -q less, wherever it goes', () => {
  expect(told({ verbose: 1 }, false)).toHaveLength(3)
  expect(told({ verbose: 2 }, false)).toHaveLength(4)
  expect(told({ verbose: 9 }, true)).toHaveLength(4)
  expect(told({ quiet: true }, true)).toEqual(['portscan: error'])
})

test('--log-format json is one object a line', () => {
  const lines = told({ logFormat: 'json', verbose: 2 }, false).map((line) => JSON.parse(line) as object)
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatchObject({
    level: 'error',
    message: 'error',
    time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
  })
})

test('facts are details for people and fields for programs', () => {
  const output = new MemoryOutput()
  const of = (flags: LogFlags) => createLog(output, { verbose: 2, ...flags }, plainPaint, () => {})
  of({})('debug', 'statistics', { sent: 5 })
  of({})('info', 'skipped', { target: 'x' })
  of({ logFormat: 'json' })('info', 'skipped', { target: 'x' })
  const [details, plain, json = ''] = output.text.split('\n')
  expect(details).toBe('debug: statistics {"sent":5}')
  expect(plain).toBe('info: skipped')
  expect(JSON.parse(json)).toMatchObject({ target: 'x' })
})

test('the status line is cleared before a line is written', () => {
  const output = new MemoryOutput(true)
  const log = createLog(output, {}, plainPaint, () => (output.text += '<clear>'))
  log('debug', 'not written')
  log('warn', 'written')
  expect(output.text).toBe('<clear>warn: written\n')
})

test('no message forges a line or reaches the terminal (H13, H15)', () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom('text', 'json'), (text, logFormat) => {
      const output = new MemoryOutput()
      createLog(output, { verbose: 2, logFormat }, plainPaint, () => {})('debug', text, { text })
      // eslint-disable-next-line no-control-regex
      return /^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\n$/.test(output.text)
    }),
    { numRuns: 2_000 },
  )
})
