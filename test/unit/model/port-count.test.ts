import { expect, test } from 'vitest'
import { portCount } from '../../../src/model/port-count.ts'

test('counts the ports of both transports', () => {
  expect(portCount({ tcp: Uint16Array.of(22, 80) })).toBe(2)
  expect(portCount({ tcp: Uint16Array.of(22), udp: Uint16Array.of(53, 161) })).toBe(3)
})
