import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { sphinx } from '../../../../src/fingerprint/services/sphinx.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { sphinx as said } from '../../../fixtures/services/sphinx.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [sphinx])

const sent = sphinx.hello!({ address: '192.0.2.1', port: 9312, tls: false, random: () => 0.5 })

it('pings with a number that comes back', () => {
  expect(Buffer.from(sent).toString('hex')).toBe('00000001' + '00090100' + '00000004' + '80808080')
  expect(named(said.pong, { probe: 'sphinx', sent })).toMatchObject({
    name: 'sphinx',
    confidence: 'verified',
  })
  expect(named(said.pong.replace('\x80', '\x81'), { probe: 'sphinx', sent })).toBeUndefined()
  expect(named(said.pong, { probe: 'http', sent })).toBeUndefined()
  expect(sphinx.enough!(bytes(said.pong.slice(0, 4)))).toBe(false)
})

it('knows its error for a foreign question', () => {
  expect(named(said.toHttp, { probe: 'http' })).toMatchObject({ confidence: 'structured' })
  expect(named(said.toHttp.slice(4), { probe: 'http' })?.name).toBe('sphinx')
  expect(named(said.toHttp.slice(0, -1), { probe: 'http' })).toBeUndefined()
})
