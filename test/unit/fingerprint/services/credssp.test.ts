import fc from 'fast-check'
import { expect, it } from 'vitest'
import { element, integer } from '../../../../src/fingerprint/ber.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { askChallenge } from '../../../../src/fingerprint/services/credssp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { smb } from '../../../fixtures/services/smb.ts'

const known: Match = {
  name: 'rdp',
  details: { security: 'credssp' },
  confidence: 'verified',
  evidence: 'negotiation answered',
}
const context = { transport: 'tcp', probe: 'rdp' } as const

/** A TSRequest with a challenge, as Windows says it: the challenge is one of its SMB service. */
function request(challenge: Uint8Array): Buffer {
  const token = element(0xa0, element(0x04, challenge))
  return element(0x30, element(0xa0, integer(6)), element(0xa1, element(0x30, element(0x30, token))))
}

const whole = bytes(smb.windowsChallenge)
const answer = request(whole.subarray(whole.indexOf('NTLMSSP')))

it('says the first message of NTLM, and nobody by name', () => {
  const sent = Buffer.from(askChallenge.send)
  expect(sent.subarray(0, 7).toString('hex')).toBe('3037a003020106')
  expect(sent[1]).toBe(sent.length - 2)
  expect(sent.includes('NTLMSSP\0\x01\0\0\0')).toBe(true)
})

it('reads who is there', () => {
  expect(askChallenge.enough!(answer)).toBe(true)
  expect(askChallenge.enough!(answer.subarray(0, -1))).toBe(false)
  expect(askChallenge.merge(known, answer, context)).toMatchObject({
    product: 'Remote Desktop Services',
    os: 'Windows',
    details: { security: 'credssp', host: { version: '10.0.20348' } },
  })
})

it('takes no build for Windows that others give out', () => {
  const changed = Buffer.from(answer)
  const at = changed.indexOf('NTLMSSP') + 48
  for (const version of [
    [6, 1, 0xb1, 0x1d],
    [6, 1, 0, 0],
  ]) {
    changed.set(version, at)
    const found = askChallenge.merge(known, changed, context)
    expect(found.product).toBeUndefined()
    expect(found.os).toBeUndefined()
  }
})

it('takes anything else for nothing', () => {
  expect(askChallenge.merge(known, Buffer.from('HTTP/1.1 400 NTLMSSP\0\x02\0\0\0'), context)).toEqual(known)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(answer.length), (noise, length) => {
      const hostile = Buffer.concat([answer.subarray(0, length), noise])
      askChallenge.enough!(hostile)
      expect(askChallenge.merge(known, hostile, context).name).toBe('rdp')
    }),
  )
})
