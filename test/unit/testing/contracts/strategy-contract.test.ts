import { expect, test } from 'vitest'
import { tcpConnect } from '../../../../src/probe/tcp-connect.ts'
import type { ProbeStrategy } from '../../../../src/probe/strategy.ts'
import { strategyContract } from '../../../../src/testing/contracts/strategy-contract.ts'
import { brokenCases } from './broken-cases.ts'

test('a strategy that keeps it has no broken case', async () => {
  expect(await brokenCases(strategyContract((connector) => tcpConnect({ connector })))).toEqual([])
})

test('one that leaves its connection open, or tries twice, is found out', async () => {
  const open = { state: 'open', reason: 'syn-ack' } as const
  const untidy = await brokenCases(
    strategyContract((connector): ProbeStrategy => ({
      name: 'untidy',
      transport: 'tcp',
      probe: (endpoint, attempt) => connector(endpoint, attempt).then(() => open),
    })),
  )
  expect(untidy).toContain('one dial, and open, when the peer is silent; nothing stays open')
  const stubborn = await brokenCases(
    strategyContract((connector): ProbeStrategy => {
      const once = tcpConnect({ connector })
      const probe: ProbeStrategy['probe'] = async (endpoint, attempt) => {
        await once.probe(endpoint, attempt)
        return once.probe(endpoint, attempt)
      }
      return { ...once, probe }
    }),
  )
  expect(stubborn).toContain('ECONNREFUSED is closed, conn-refused, by one dial')
})
