import { expect, test } from 'vitest'
import type { PortResult, PortState } from '../../../src/model/result.ts'
import { scoreResults } from '../../../src/testing/truth-score.ts'

const addresses = ['192.0.2.1', '192.0.2.2']
const natures = ['open', 'open', 'closed', 'closed', 'filtered', 'filtered'] as const

function result(address: string, port: number, state: PortState): PortResult {
  const facts = { target: address, family: 4, transport: 'tcp', rtt: 1, attempts: 1, at: '' } as const
  return { kind: 'port', address, port, state, reason: 'syn-ack', ...facts }
}

const truth = ({ port }: { readonly port: number }) => natures[port - 1]!

test('a perfect scan', async () => {
  const results = addresses.flatMap((address) => natures.map((state, at) => result(address, at + 1, state)))
  expect(await scoreResults(truth, results, { addresses, ports: '1-6' })).toEqual({
    asked: 12,
    open: { real: 4, found: 4, missed: 0, false: 0 },
    closed: { real: 4, right: 4 },
    filtered: { real: 4, right: 4 },
    unreported: 0,
    duplicates: 0,
    outside: 0,
  })
})

test('what is missed, false, wrong, not said, said twice and not asked for', async () => {
  const [first = '', second = ''] = addresses
  const results = [
    result(first, 1, 'filtered'),
    result(first, 3, 'open'),
    result(first, 4, 'filtered'),
    result(first, 5, 'closed'),
    result(second, 1, 'open'),
    result(second, 1, 'open'),
    result(second, 7, 'open'),
    result('192.0.2.3', 1, 'open'),
    { kind: 'skipped', target: first, reason: 'excluded' } as const,
  ]
  expect(await scoreResults(truth, results, { addresses, ports: '1-6' })).toEqual({
    asked: 12,
    open: { real: 4, found: 1, missed: 3, false: 1 },
    closed: { real: 4, right: 0 },
    filtered: { real: 4, right: 0 },
    unreported: 7,
    duplicates: 1,
    outside: 2,
  })
})
