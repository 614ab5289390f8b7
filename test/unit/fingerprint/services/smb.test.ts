import { describe, expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { smb } from '../../../../src/fingerprint/services/smb.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { smb as said } from '../../../fixtures/services/smb.ts'

const hello = { address: '192.0.2.1', port: 445, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'smb', port: 445 } as const
const match = (answer: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  smb.matchers
    .map((matcher) => matcher(typeof answer === 'string' ? bytes(answer) : answer, more))
    .find((found) => found !== undefined)
const next = (known: Match, step: number, answer: string): Match =>
  smb.detail!(known, step, hello)!.merge(known, bytes(answer), context)

describe('its first words', () => {
  it('are NEGOTIATE for all dialects, and a session before it on port 139', () => {
    const direct = Buffer.from(smb.hello!(hello))
    expect(direct.readUInt32BE(0)).toBe(direct.length - 4)
    // Version 1, so that those who know nothing newer answer as well.
    expect(direct.readUInt32BE(4)).toBe(0xff534d42)
    expect(direct.toString('latin1')).toContain('\x02NT LM 0.12\0\x02SMB 2.002\0\x02SMB 2.???\0')
    const session = Buffer.from(smb.hello!({ ...hello, port: 139 }))
    expect(session.subarray(0, 5)).toEqual(Buffer.from([0x81, 0, 0, 68, 32]))
    expect(session.toString('latin1', 5, 37)).toBe('CKFDENECFDEFFCFGEFFCCACACACACACA')
    expect(session.readUInt32BE(72)).toBe(session.length - 76)
    expect(session.readUInt32BE(76)).toBe(0xff534d42)
  })
})

it('reads dialect and signing, and knows Samba', () => {
  const known = match(said.negotiated)!
  expect(known).toMatchObject({
    name: 'smb',
    product: 'Samba smbd',
    confidence: 'verified',
    details: { dialect: '3.1.1', signing: 'enabled' },
  })
  expect(next(known, 0, said.challenge)).toMatchObject({
    product: 'Samba smbd',
    details: { host: { netbiosDomain: 'VM', netbiosName: 'VM', version: '6.1.0' } },
  })
})

it('reads names and the build of Windows', () => {
  const known = match(said.windows)!
  expect(known.product).toBeUndefined()
  expect(known.details).toEqual({
    dialect: '3.1.1',
    signing: 'required',
    time: '2023-11-20T00:00:00.000Z',
    started: '2023-11-09T10:40:00.000Z',
  })
  const found = next(known, 0, said.windowsChallenge)
  expect(found).toMatchObject({
    os: 'Windows',
    hostname: 'fs1.corp.example',
    details: {
      host: {
        netbiosName: 'FS1',
        netbiosDomain: 'CORP',
        dnsName: 'fs1.corp.example',
        dnsDomain: 'corp.example',
        dnsForest: 'corp.example',
        version: '10.0.20348',
        time: '2023-11-20T00:00:00.000Z',
      },
    },
  })
  expect(smb.detail!(found, 1, hello)).toBeUndefined()
})

it('negotiates again after an answer to the old command, message ids counting on', () => {
  const known = match(said.wildcard)!
  expect(known.details).toMatchObject({ dialect: '2' })
  const again = smb.detail!(known, 0, hello)!
  expect(again.send[28]).toBe(1)
  const better = again.merge(known, bytes(said.negotiated), context)
  expect(better.details).toMatchObject({ dialect: '3.1.1' })
  expect(smb.detail!(better, 1, hello)!.send[28]).toBe(2)
})

it('reads version 1, where nothing else is spoken', () => {
  const known = match(said.old)!
  expect(known).toMatchObject({ name: 'smb', details: { dialect: '1' } })
  expect(next(known, 0, said.oldChallenge)).toMatchObject({
    product: 'Samba smbd',
    version: '4.17.12',
    cpe: ['cpe:2.3:a:samba:samba:4.17.12:*:*:*:*:*:*:*'],
    details: { nativeOs: 'Windows 6.1', nativeLanManager: 'Samba 4.17.12-Debian' },
  })
  expect(match(said.nas)).toMatchObject({ hostname: 'NAS1', details: { dialect: '1', signing: 'disabled' } })
})

it('calls a session that leads nowhere by its name, where it was asked for', () => {
  expect(match(said.refused)).toMatchObject({ name: 'netbios-ssn', details: { error: 0x82 } })
  expect(match('\x82\0\0\0')).toMatchObject({ name: 'netbios-ssn', confidence: 'structured' })
  expect(match(said.refused, { transport: 'tcp', probe: 'http', port: 8080 })).toBeUndefined()
})

describe('answers of others', () => {
  it('are not taken: a length that does not fit, a request, another command, other sizes', () => {
    for (const [at, value] of [
      [3, 0xff],
      [20, 0],
      [16, 3],
      [68, 64],
      [72, 0x99],
    ] as const) {
      const answer = bytes(said.windows)
      answer[at] = value
      expect([at, match(answer)]).toEqual([at, undefined])
    }
    expect(match(said.challenge)).toBeUndefined()
  })

  it('are not taken as far as they go', () => {
    for (let length = 0; length < said.negotiated.length; length += 7)
      expect(match(bytes(said.negotiated).subarray(0, length))).toBeUndefined()
    expect(smb.enough!(bytes(said.negotiated).subarray(0, 100))).toBe(false)
    expect(smb.enough!(bytes(said.wildcard))).toBe(true)
    expect(smb.enough!(bytes(said.wildcard).subarray(0, 4))).toBe(false)
  })
})
