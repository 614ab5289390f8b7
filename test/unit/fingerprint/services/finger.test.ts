import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { finger } from '../../../../src/fingerprint/services/finger.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const sent = finger.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 })
const words = Buffer.from(sent).toString('latin1')
const named = (text: string, context: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'finger', sent, ...context }, [finger])

it('does not know the invented user', () => {
  const name = words.trim()
  expect(name).toMatch(/^portscan-[0-9a-f]{8}$/)
  expect(named(`finger: ${name}: no such user.\r\n`)).toMatchObject({ confidence: 'verified' })
  expect(named(`Login name: ${name}\r\n`)).toBeUndefined()
  expect(named(`HTTP/1.0 404 Not Found\r\n\r\n${name} not found`)).toBeUndefined()
})

it('takes other words for users', () => {
  const asked = (text: string) =>
    recognize(bytes(text), { transport: 'tcp', probe: 'http', sent: bytes('GET / HTTP/1.0\r\n\r\n') }, [
      finger,
    ])
  expect(asked(said.finger.toHttp)).toMatchObject({ name: 'finger', confidence: 'structured' })
  expect(asked('finger: portscan: no such user.\r\n')).toBeUndefined()
})

it('knows the words of cfingerd, which do not repeat the name', () => {
  expect(named(said.finger.cfingerd)).toMatchObject({ name: 'finger', confidence: 'structured' })
  expect(named(said.finger.cfingerd, { probe: 'http' })).toBeUndefined()
})

it('knows a router’s table', () => {
  const table =
    '\r\n    Line       User       Host(s)              Idle       Location\r\n*  2 vty 0     idle\r\n'
  expect(named(table)).toMatchObject({ product: 'IOS', vendor: 'Cisco' })
})
