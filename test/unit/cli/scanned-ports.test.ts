import { expect, test } from 'vitest'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { scannedPorts } from '../../../src/cli/scanned-ports.ts'
import { fakeLibrary } from './fake-world.ts'

test('what was asked for, without what was excluded', () => {
  const scanned = (options: object) => [...scannedPorts(options, fakeLibrary()).tcp]
  expect(scanned({ ports: ['22', '80-82'] })).toEqual([22, 80, 81, 82])
  expect(scanned({ ports: ['22', '80-82'], excludePorts: ['81-90'] })).toEqual([22, 80])
})

test('with UDP, over both, and what is left out is left out over both', () => {
  const scanned = (options: object) => formatPorts(scannedPorts(options, fakeLibrary()))
  expect(scanned({ ports: ['53,80'], udp: true })).toBe('53,80,U:53,80')
  expect(scanned({ ports: ['53,U:53,161'], excludePorts: ['53'] })).toBe('U:161')
  expect(scanned({ ports: ['53,U:53,161'], excludePorts: ['T:53'] })).toBe('U:53,161')
})
