import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { BlockWalk } from '../../../src/order/block-walk.ts'
import { blockOf, LOOSE } from '../../../src/probe/loose-endpoints.ts'

const at = (address: string, port: number, name?: string): Endpoint => ({
  address,
  family: address.includes(':') ? 6 : 4,
  port,
  transport: 'tcp',
  ...(name !== undefined && { name }),
})

test('endpoints become a block: a host’s ports together, in the order in which they came, each once', () => {
  const block = blockOf([
    at('192.0.2.1', 80),
    at('2001:db8::1', 22),
    at('192.0.2.1', 22),
    at('192.0.2.1', 80),
    at('192.0.2.1', 80, 'www.example'),
  ])
  expect(block.index).toBe(LOOSE)
  expect(block.hosts).toMatchObject([
    { address: '192.0.2.1', target: '192.0.2.1', family: 4 },
    { address: '2001:db8::1', target: '2001:db8::1', family: 6 },
    { address: '192.0.2.1', target: 'www.example', name: 'www.example' },
  ])
  expect(block.hosts[0]).not.toHaveProperty('name')
  const walk = new BlockWalk(block)
  const walked: [number, number][] = []
  while (walk.advance()) walked.push([walk.host, walk.port])
  expect(walked).toEqual([
    [0, 80],
    [0, 22],
    [1, 22],
    [2, 80],
  ])
})

test('a host that is asked by both transports is one', () => {
  const block = blockOf([at('192.0.2.1', 53), { ...at('192.0.2.1', 53), transport: 'udp' }])
  expect(block.hosts).toHaveLength(1)
  const walk = new BlockWalk(block)
  const walked: string[] = []
  while (walk.advance()) walked.push(`${walk.port}/${walk.transport}`)
  expect(walked).toEqual(['53/tcp', '53/udp'])
})
