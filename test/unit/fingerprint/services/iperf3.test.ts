import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { iperf3 } from '../../../../src/fingerprint/services/iperf3.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { iperf3 as said } from '../../../fixtures/services/iperf3.ts'

const hello = { address: '192.0.2.1', port: 5201, tls: false, random: Math.random }
const named = (text: string, context: object) =>
  recognize(bytes(text), { transport: 'tcp', ...context }, [iperf3])

it('is known by its one byte, the surer where it was asked itself', () => {
  expect(named(said.parameters, { probe: 'iperf3' })).toMatchObject({
    name: 'iperf3',
    confidence: 'structured',
  })
  expect(named(said.parameters, { probe: 'http', sent: Buffer.alloc(37) })?.confidence).toBe('pattern')
  expect(named('\xff', { probe: 'iperf3' })?.evidence).toBe('is busy with another client')
})

it('is nobody who said that byte unasked, to less, or with others', () => {
  expect(named(said.parameters, { probe: 'listen' })).toBeUndefined()
  expect(named(said.parameters, { probe: 'http', sent: Buffer.alloc(36) })).toBeUndefined()
  expect(named('\xff', { probe: 'http', sent: Buffer.alloc(37) })).toBeUndefined()
  expect(named('\t\t', { probe: 'iperf3' })).toBeUndefined()
})

it('gives its session a name of 36 characters', () => {
  expect(Buffer.from(iperf3.hello!(hello)).toString()).toMatch(/^[a-z2-7]{36}\0$/)
})
