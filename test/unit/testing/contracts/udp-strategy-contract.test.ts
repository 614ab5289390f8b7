import { expect, test } from 'vitest'
import { udpPayload } from '../../../../src/probe/udp-payload.ts'
import type { ProbeStrategy } from '../../../../src/probe/strategy.ts'
import { udpStrategyContract } from '../../../../src/testing/contracts/udp-strategy-contract.ts'
import { brokenCases } from './broken-cases.ts'

test('a strategy that keeps it has no broken case', async () => {
  expect(await brokenCases(udpStrategyContract((connector) => udpPayload({ connector })))).toEqual([])
})

test('one that leaves its connection open, or tries twice, is found out', async () => {
  const open = { state: 'open', reason: 'udp-response' } as const
  const untidy = await brokenCases(
    udpStrategyContract((connector): ProbeStrategy => ({
      name: 'untidy',
      transport: 'udp',
      probe: (endpoint, attempt) => connector(endpoint, attempt).then(() => open),
    })),
  )
  expect(untidy).toContain('open by the first answer, which is kept; one dial, and nothing stays open')
  const stubborn = await brokenCases(
    udpStrategyContract((connector): ProbeStrategy => {
      const once = udpPayload({ connector })
      const probe: ProbeStrategy['probe'] = async (endpoint, attempt) => {
        await once.probe(endpoint, attempt)
        return once.probe(endpoint, attempt)
      }
      return { ...once, probe }
    }),
  )
  expect(stubborn).toContain('ECONNREFUSED is closed, port-unreach, by one dial')
})
