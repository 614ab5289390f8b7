import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { zmtp } from '../../../../src/fingerprint/services/zmtp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { zmtp as said } from '../../../fixtures/services/zmtp.ts'

const hello = { address: '192.0.2.1', port: 4505, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'listen' } as const
const match = (text: string): Match | undefined => zmtp.matchers[0]!(bytes(text), context)
const after = (known: Match, step: number, text: string): Match =>
  zmtp.detail!(known, step, hello)!.merge(known, bytes(text), context)

it('is known by the signature', () => {
  expect(recognize(bytes(said.signature), context)).toMatchObject({ name: 'zmtp', product: 'ZeroMQ' })
  expect(match(said.open)).toMatchObject({ name: 'zmtp', confidence: 'structured' })
  expect(match(said.signature.slice(0, 9))).toBeUndefined()
  expect(match(`${said.signature}\x04`)).toBeUndefined()
  expect(match(said.signature.replace('\x7f', '\x7e'))).toBeUndefined()
})

it('asks for version and mechanism, then for the socket behind it', () => {
  const known = after(match(said.signature)!, 0, said.rest)
  expect(known.details).toEqual({ protocol: '3.1', mechanism: 'NULL' })
  expect(after(match(said.signature)!, 0, said.open).details).toEqual(known.details)
  expect(after(known, 1, said.ready).details).toEqual({ ...known.details, socketType: 'REP' })
  expect(after(known, 1, said.rest)).toEqual(known)
  expect(zmtp.detail!(known, 2, hello)).toBeUndefined()
})

it('goes no further where a proof is wanted', () => {
  const known = after(match(said.signature)!, 0, said.secured)
  expect(known.details).toEqual({ protocol: '3.1', mechanism: 'CURVE' })
  expect(zmtp.detail!(known, 1, hello)).toBeUndefined()
})

it('says a greeting of 64 bytes in two pieces', () => {
  const known = after(match(said.signature)!, 0, said.rest)
  const pieces = [zmtp.detail!(known, 0, hello)!.send, zmtp.detail!(known, 1, hello)!.send]
  expect(Buffer.concat(pieces).toString('latin1')).toBe(`${said.signature}\x03\0${'NULL'.padEnd(52, '\0')}`)
  expect(zmtp.detail!(known, 1, hello)!.enough!(bytes(said.ready))).toBe(true)
  expect(zmtp.detail!(known, 1, hello)!.enough!(bytes(said.ready.slice(0, 20)))).toBe(false)
})
