import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { zookeeper } from '../../../../src/fingerprint/services/zookeeper.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { zookeeper as said } from '../../../fixtures/services/zookeeper.ts'

const hello = { address: '192.0.2.1', port: 2181, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'zookeeper' } as const
const match = (text: string): Match | undefined =>
  zookeeper.matchers.map((matcher) => matcher(bytes(text), context)).find((found) => found !== undefined)

it('reads the version without what the build put behind it', () => {
  expect(match(said.srvr)).toEqual({
    name: 'zookeeper',
    product: 'Apache ZooKeeper',
    vendor: 'Apache',
    version: '3.8.0',
    cpe: ['cpe:2.3:a:apache:zookeeper:3.8.0:*:*:*:*:*:*:*'],
    details: { mode: 'standalone', connections: 1, nodes: 5 },
    confidence: 'structured',
    evidence: 'version line in answer to "srvr"',
  })
  expect(
    match('Zookeeper version: 3.5.4-beta-7f51e5b68cf2f80176ff944a9ebd2abbc65e7327, built')?.version,
  ).toBe('3.5.4-beta')
  expect(match('Zookeeper version: 3.4.6-1569965, built on 02/20/2014')?.version).toBe('3.4.6')
  expect(match('Zookeeper version: unknown')).toBeUndefined()
  expect(match(` ${said.srvr}`)).toBeUndefined()
})

it('tells ClickHouse Keeper from it', () => {
  expect(match(said.keeper)).toMatchObject({
    product: 'ClickHouse Keeper',
    version: '22.3.3.44',
    details: { mode: 'leader', nodes: 4 },
  })
  expect(match(said.keeper)!.cpe).toBeUndefined()
})

it('knows how it refuses, and asks then whether it is well', () => {
  const known = match(said.whitelist)!
  expect(known.details).toEqual({ refused: 'whitelist' })
  expect(match(said.notServing)?.details).toEqual({ refused: 'not-serving' })
  const step = zookeeper.detail!(known, 0, hello)!
  expect(step.merge(known, bytes('imok'), context).details).toEqual({ refused: 'whitelist', ok: true })
  expect(step.merge(known, bytes(said.whitelist), context)).toBe(known)
  expect(zookeeper.detail!(match(said.srvr)!, 0, hello)).toBeUndefined()
})

it('waits for the last line', () => {
  expect(zookeeper.enough!(bytes(said.srvr.slice(0, 80)))).toBe(false)
  for (const whole of [said.srvr, said.whitelist, said.notServing]) {
    expect(zookeeper.enough!(bytes(whole))).toBe(true)
  }
})
