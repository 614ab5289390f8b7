import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { vnc } from '../../../../src/fingerprint/services/vnc.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { vnc as said } from '../../../fixtures/services/vnc.ts'

const hello = { address: '192.0.2.1', port: 5900, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'listen' } as const
const match = (answer: string, more: AnswerContext = context): Match | undefined =>
  vnc.matchers[0]!(bytes(answer), more)
const types = (greeting: string, answer: string): Match => {
  const known = match(greeting)!
  return vnc.detail!(known, 0, hello)!.merge(known, bytes(answer), context)
}

it('knows its greeting', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'vnc',
    confidence: 'verified',
    details: { protocol: '3.8' },
  })
  // Some send more at once.
  expect(match(`${said.old}\0\0\0\x01`)).toMatchObject({ confidence: 'structured' })
  for (const other of ['RFB 003.008', 'RFB 3.8\n', 'RFB x03.008\n', ' RFB 003.008\n', ''])
    expect(match(other)).toBeUndefined()
})

it('lists the security types, whichever way they are sent', () => {
  expect(types(said.greeting, said.openTypes).details).toMatchObject({
    securityTypes: ['None'],
    authRequired: false,
  })
  expect(types(said.greeting, said.types).details).toMatchObject({
    securityTypes: ['VeNCrypt', 'VNC'],
    authRequired: true,
  })
  expect(types(said.old, said.oldType).details).toMatchObject({ securityTypes: ['VNC'], authRequired: true })
})

it('says the version that both know', () => {
  const version = (greeting: string): string =>
    Buffer.from(vnc.detail!(match(greeting)!, 0, hello)!.send).toString()
  expect([said.greeting, said.apple, said.realvnc, said.old, 'RFB 003.007\n'].map(version)).toEqual([
    'RFB 003.008\n',
    'RFB 003.008\n',
    'RFB 003.008\n',
    'RFB 003.003\n',
    'RFB 003.007\n',
  ])
})

it('knows TigerVNC by its words, and asks for them only where nothing else was told', () => {
  const known = types(said.greeting, said.types)
  const step = vnc.detail!(known, 1, hello)!
  expect(step.fresh).toBe(true)
  expect(step.enough!(bytes(said.reason))).toBe(true)
  expect(step.enough!(bytes(said.reason.slice(0, -1)))).toBe(false)
  expect(step.merge(known, bytes(said.reason), context)).toMatchObject({ product: 'TigerVNC' })
  expect(step.merge(known, bytes(''), context)).toEqual(known)
  expect(vnc.detail!(match(said.apple)!, 1, hello)).toBeUndefined()
})

it('knows makers by their own versions and types', () => {
  expect(match(said.apple)).toMatchObject({ product: 'Apple Remote Desktop', os: 'macOS' })
  expect(match(said.realvnc)).toMatchObject({ product: 'RealVNC' })
  expect(types(said.greeting, said.appleTypes)).toMatchObject({ product: 'Apple Remote Desktop' })
  expect(types(said.greeting, '\x02\x11\x02')).toMatchObject({ product: 'UltraVNC' })
})

it('keeps the reason of a refusal, and asks no more', () => {
  const refused = types(said.greeting, said.tooMany)
  expect(refused.details).toMatchObject({ error: 'Too many security failures' })
  expect(vnc.detail!(refused, 1, hello)).toBeUndefined()
})

it('waits for whole answers', () => {
  const { enough } = vnc.detail!(match(said.greeting)!, 0, hello)!
  expect(['', '\x02', '\x02\x13', '\x02\x13\x02'].map((text) => enough!(bytes(text)))).toEqual([
    false,
    false,
    false,
    true,
  ])
  expect([said.greeting, 'RFB 003.00'].map((text) => vnc.enough!(bytes(text)))).toEqual([true, false])
})

it('reads why it is shut out, and asks no more then', () => {
  // What TigerVNC 1.12 says after many connections without a login.
  const refusal = 'RFB 003.003\n\0\0\0\0\0\0\0\x1aToo many security failures'
  const found = vnc.matchers[0]!(Buffer.from(refusal, 'latin1'), { transport: 'tcp', probe: 'listen' })!
  expect(found.details).toEqual({ protocol: '3.3', error: 'Too many security failures' })
  const hello = { address: '192.0.2.1', port: 5900, tls: false, random: () => 0 }
  expect([0, 1].map((step) => vnc.detail!(found, step, hello))).toEqual([undefined, undefined])
})
