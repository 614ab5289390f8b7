import { expect, test } from 'vitest'
import { wantsColor } from '../../../src/cli/color.ts'
import { MemoryOutput } from './fake-world.ts'

const terminal = new MemoryOutput(true)
const pipe = new MemoryOutput(false)

test('a terminal is coloured, a pipe is not', () => {
  expect(wantsColor('auto', { env: {} }, terminal)).toBe(true)
  expect(wantsColor('auto', { env: {} }, pipe)).toBe(false)
  expect(wantsColor('auto', { env: { TERM: 'dumb' } }, terminal)).toBe(false)
})

test('NO_COLOR and FORCE_COLOR', () => {
  expect(wantsColor('auto', { env: { NO_COLOR: '1' } }, terminal)).toBe(false)
  expect(wantsColor('auto', { env: { NO_COLOR: '' } }, terminal)).toBe(true)
  expect(wantsColor('auto', { env: { FORCE_COLOR: '1' } }, pipe)).toBe(true)
  expect(wantsColor('auto', { env: { FORCE_COLOR: '0' } }, terminal)).toBe(false)
  expect(wantsColor('auto', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, terminal)).toBe(false)
})

test('--color wins', () => {
  expect(wantsColor('always', { env: { NO_COLOR: '1' } }, pipe)).toBe(true)
  expect(wantsColor('never', { env: { FORCE_COLOR: '1' } }, terminal)).toBe(false)
})
