import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { rdp } from '../../../../src/fingerprint/services/rdp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rdp as said } from '../../../fixtures/services/rdp.ts'

const hello = { address: '192.0.2.1', port: 3389, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'rdp', sent: rdp.hello!(hello) } as const
const match = (answer: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  rdp.matchers
    .map((matcher) => matcher(typeof answer === 'string' ? bytes(answer) : answer, more))
    .find((found) => found !== undefined)

it('reads what security was chosen, or why none', () => {
  expect(match(said.xrdp)).toMatchObject({
    name: 'rdp',
    confidence: 'verified',
    details: { security: 'tls' },
  })
  expect(match(said.xrdpAlone)?.details).toEqual({ security: 'rdp' })
  expect(match(said.windows)?.details).toEqual({ security: 'credssp-early' })
  expect(match(said.noCertificate)?.details).toEqual({ refusal: 'SSL_CERT_NOT_ON_SERVER' })
})

it('takes a confirmation without negotiation as an answer to its own words alone', () => {
  expect(match(said.xrdpOld)).toMatchObject({ confidence: 'structured', details: { security: 'rdp' } })
  for (const probe of [undefined, 'http', 's7'])
    expect(match(said.xrdpOld, { transport: 'tcp', ...(probe !== undefined && { probe }) })).toBeUndefined()
})

it('knows xrdp by the way it ends what never began', () => {
  expect(match(said.ultimatum, { transport: 'tcp', probe: 'tls' })).toMatchObject({
    name: 'rdp',
    product: 'xrdp',
    confidence: 'structured',
  })
  const known = match(said.xrdp)!
  const step = rdp.detail!(known, 0, hello)!
  expect(step.fresh).toBe(true)
  expect(step.merge(known, bytes(said.ultimatum), context)).toMatchObject({
    product: 'xrdp',
    details: { security: 'tls' },
  })
  expect(step.merge(known, bytes(said.xrdp), context)).toEqual(known)
})

it('asks whether a login has to come first', () => {
  const known = match(said.windows)!
  const step = rdp.detail!(known, 0, hello)!
  expect(step.merge(known, bytes(said.nlaRequired), context).details).toMatchObject({ nlaRequired: true })
  expect(step.merge(known, bytes(said.xrdp), context).details).toMatchObject({ nlaRequired: false })
  expect(step.merge(known, bytes('no'), context)).toEqual(known)
  expect(rdp.detail!(known, 1, hello)).toBeUndefined()
})

it('goes over to TLS where that was chosen', () => {
  const { offered, accepted } = rdp.startTls!
  expect([said.xrdp, said.windows, said.xrdpAlone].map((text) => offered(match(text)!))).toEqual([
    true,
    true,
    false,
  ])
  expect([said.windows, said.nlaRequired, said.xrdpAlone, ''].map((text) => accepted!(bytes(text)))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

it('asks inside TLS who is there, where a login is wanted', () => {
  const inside = rdp.startTls!.detail!
  expect(Buffer.from(inside(match(said.windows)!)!.send).includes('NTLMSSP')).toBe(true)
  expect(inside(match(said.xrdp)!)).toBeUndefined()
})

it('is no other answer of X.224: lengths, codes and references must fit', () => {
  for (const [at, value] of [
    [0, 2],
    [3, 18],
    [4, 13],
    [5, 0xe0],
    [7, 1],
    [10, 2],
    [11, 1],
    [13, 9],
  ] as const) {
    const answer = bytes(said.xrdp)
    answer[at] = value
    expect([at, match(answer)]).toEqual([at, undefined])
  }
  for (let length = 0; length < 19; length++)
    expect(match(bytes(said.xrdp).subarray(0, length))).toBeUndefined()
  expect([rdp.enough!(bytes(said.xrdp)), rdp.enough!(bytes(said.xrdp.slice(0, 18)))]).toEqual([true, false])
})
