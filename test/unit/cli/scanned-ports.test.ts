import { expect, test } from 'vitest'
import { scannedPorts } from '../../../src/cli/scanned-ports.ts'
import { fakeLibrary } from './fake-world.ts'

test('what was asked for, without what was excluded', () => {
  const scanned = (options: object) => [...scannedPorts(options, fakeLibrary()).tcp]
  expect(scanned({ ports: ['22', '80-82'] })).toEqual([22, 80, 81, 82])
  expect(scanned({ ports: ['22', '80-82'], excludePorts: ['81-90'] })).toEqual([22, 80])
})
