import { expect, test } from 'vitest'
import { tcpPing } from '../../../../src/discover/tcp-ping.ts'
import { discovererContract } from '../../../../src/testing/contracts/discoverer-contract.ts'
import { brokenCases } from './broken-cases.ts'

test('a discoverer that keeps it has no broken case', async () => {
  expect(await brokenCases(discovererContract(() => ({ discoverer: tcpPing() })))).toEqual([])
})

test('one that takes our own trouble for silence is found out', async () => {
  const discoverer = { name: 'guesses', discover: () => Promise.resolve({ status: 'silent' as const }) }
  expect(await brokenCases(discovererContract(() => ({ discoverer })))).toEqual([
    'sends nothing that the policy does not permit',
    'what this machine cannot do is never the host’s silence: ENETUNREACH',
    'what this machine cannot do is never the host’s silence: EMFILE',
    'what this machine cannot do is never the host’s silence: ERR_POLICY',
  ])
})
