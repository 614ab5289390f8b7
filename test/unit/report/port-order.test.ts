import { expect, test } from 'vitest'
import { byPort } from '../../../src/report/port-order.ts'

test('TCP before UDP, each in order of number', () => {
  const ports = [
    { transport: 'udp', port: 53 },
    { transport: 'tcp', port: 443 },
    { transport: 'udp', port: 7 },
    { transport: 'tcp', port: 80 },
  ] as const
  expect([...ports].sort(byPort).map(({ transport, port }) => `${port}/${transport}`)).toEqual([
    '80/tcp',
    '443/tcp',
    '7/udp',
    '53/udp',
  ])
})
