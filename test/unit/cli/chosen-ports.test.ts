import { expect, test } from 'vitest'
import { chosenPorts } from '../../../src/cli/chosen-ports.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'

test('the ways to choose ports', () => {
  expect(chosenPorts({})).toEqual(['top-1000'])
  expect(chosenPorts({ udp: true })).toEqual(['T:top-1000,U:top-100'])
  expect(chosenPorts({ top: 10, udp: true })).toEqual(['top-10'])
  expect(chosenPorts({ ports: ['22', '80-90'] })).toEqual(['22', '80-90'])
  expect(chosenPorts({ top: 100 })).toEqual(['top-100'])
  expect(chosenPorts({ start: 20, end: 100 })).toEqual(['20-100'])
  expect(chosenPorts({ start: 8000 })).toEqual(['8000-65535'])
  expect(chosenPorts({ end: 1024 })).toEqual(['1-1024'])
  expect(chosenPorts({ start: 80, end: 80 })).toEqual(['80-80'])
})

test('a start after the end is bad usage', () => {
  expect(() => chosenPorts({ start: 100, end: 20 })).toThrow(
    '--start 100 comes after --end 20; expected the lower port first, as in --start 20 --end 100',
  )
})

test('two ways at once are bad usage', () => {
  for (const flags of [
    { ports: ['22'], top: 1 },
    { top: 1, end: 5 },
    { ports: ['22'], start: 5 },
  ]) {
    expect(() => chosenPorts(flags)).toThrow(UsageError)
  }
})
