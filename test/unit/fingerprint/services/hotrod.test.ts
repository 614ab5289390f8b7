import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { hotrod } from '../../../../src/fingerprint/services/hotrod.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { hotrod as said } from '../../../fixtures/services/hotrod.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [hotrod])

const sent = hotrod.hello!({ address: '192.0.2.1', port: 11222, tls: false, random: () => 0.5 })

it('pings under a number of one byte', () => {
  expect([...sent]).toEqual([0xa0, 0x40, 20, 0x17, 0, 0, 1, 0])
  expect(hotrod.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.999 })[1]).toBeLessThan(
    0x80,
  )
})

it('knows the answer', () => {
  expect(named(said.pong, { probe: 'hotrod', sent })).toMatchObject({ name: 'hotrod', product: 'Infinispan' })
  expect(named(said.pong.replace('@', 'A'), { probe: 'hotrod', sent })).toBeUndefined()
  expect(named(said.pong, { probe: 'http' })).toBeUndefined()
  expect(named(said.pong.slice(0, 4), { probe: 'hotrod', sent })).toBeUndefined()
})

it('knows its error for a foreign question', () => {
  expect(named(said.toHttp, { probe: 'http' })).toMatchObject({ name: 'hotrod', confidence: 'structured' })
  expect(named(said.toHttp.replace('infinispan', 'elsewhere'))).toBeUndefined()
})
