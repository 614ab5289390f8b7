import { expect, test } from 'vitest'
import { greets } from '../../../src/testing/peer-script.ts'
import { natureOf, type SimulatedHosts } from '../../../src/testing/simulated-host.ts'

const at = (port: number, transport: 'tcp' | 'udp' = 'tcp') =>
  ({ address: '192.0.2.1', family: 4, port, transport }) as const

/** How many of the endpoints are what. */
function tally(hosts: SimulatedHosts, seed = 1, hostCount = 10, ports = 1_000): Record<string, number> {
  const find = natureOf(hosts, seed)
  const counts: Record<string, number> = {}
  for (let host = 1; host <= hostCount; host++) {
    for (let port = 1; port <= ports; port++) {
      const nature = find(at(port), host)
      const name = typeof nature === 'object' ? nature.code : String(nature)
      counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

test('ports are what they are listed as; what is named first counts; the others are the rest', () => {
  const hello = greets('hello')
  const find = natureOf(
    {
      speaks: { 21: hello },
      open: '20-25',
      filtered: '25-30',
      rejects: { EHOSTUNREACH: '30-31', EACCES: [31, 32] },
      closed: '32-33',
      rest: 'filtered',
    },
    1,
  )
  const found = [20, 21, 25, 26, 30, 31, 32, 33, 34].map((port) => find(at(port), 1))
  const unreachable = { code: 'EHOSTUNREACH' }
  expect(found).toEqual([
    'open',
    hello,
    'open',
    'filtered',
    'filtered',
    unreachable,
    { code: 'EACCES' },
    'closed',
    'filtered',
  ])
  expect(natureOf({}, 1)(at(1), 1)).toBe('closed')
  expect(natureOf({ speaks: { 53: hello } }, 1)(at(53, 'udp'), 1)).toBe('closed')
})

test('shares are drawn by the seed, endpoint by endpoint', () => {
  const hosts: SimulatedHosts = {
    open: { share: 0.1 },
    filtered: { share: 0.2 },
    rejects: { EHOSTUNREACH: { share: 0.3 } },
  }
  const counts = tally(hosts)
  const near = (share: number) => expect.closeTo(share * 10_000, -3) as number
  expect(counts).toEqual({ open: near(0.1), filtered: near(0.2), EHOSTUNREACH: near(0.3), closed: near(0.4) })
  expect(tally(hosts)).toEqual(counts)
  expect(tally(hosts, 2)).not.toEqual(counts)
})

test('a share of the addresses is up, each wholly', () => {
  const find = natureOf({ up: 0.25, rest: 'open' }, 3)
  let up = 0
  for (let host = 0; host < 4_000; host++) {
    const natures = new Set([1, 2, 3].map((port) => find(at(port), host)))
    expect(natures.size).toBe(1)
    if (natures.has('open')) up++
  }
  expect(Math.abs(up / 4_000 - 0.25)).toBeLessThan(0.03)
})

test('nobody, a router that says so, and a function', () => {
  expect(natureOf('down', 1)(at(1), 1)).toBe('filtered')
  expect(natureOf('unreachable', 1)(at(1), 1)).toBe('unreachable')
  const odd = natureOf(({ port }) => (port % 2 === 1 ? 'open' : 'closed'), 1)
  expect([1, 2, 3].map((port) => odd(at(port), 1))).toEqual(['open', 'closed', 'open'])
})
