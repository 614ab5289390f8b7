import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { checkmkAgent } from '../../../../src/fingerprint/services/checkmk-agent.ts'
import { checkmkAgent as said } from '../../../fixtures/services/checkmk-agent.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, port = 6556, probe = 'listen') =>
  recognize(bytes(text), { transport: 'tcp', probe, port }, [checkmkAgent])

it('reads its own section', () => {
  expect(named(said.linux)).toMatchObject({
    name: 'checkmk-agent',
    product: 'Checkmk agent',
    version: '2.0.0p39',
    hostname: 'web01',
    os: 'Linux',
    details: { agentOs: 'linux' },
  })
  expect(named(said.old, 40_000)).toMatchObject({ version: '1.2.8p16', os: 'Windows' })
})

it('reads nothing of the other sections', () => {
  expect(named(said.old.replace('AgentOS: windows\n', '').replace('1795282046', 'AgentOS: linux'))?.os).toBe(
    undefined,
  )
})

it('is known by its two digits on its own port alone', () => {
  expect(named('16')).toMatchObject({ confidence: 'pattern', details: { encryption: 'tls' } })
  expect(named('16', 40_000)).toBeUndefined()
  expect(named('16', 6556, 'http')).toBeUndefined()
})

it('waits for the end of its section', () => {
  expect(
    [said.linux, said.linux.slice(0, 60), '16', ''].map((text) => checkmkAgent.enough!(bytes(text))),
  ).toEqual([true, false, true, false])
})
