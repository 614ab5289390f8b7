import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileTime, ntlmNegotiate, readChallenge } from '../../../src/fingerprint/ntlm.ts'
import { bytes } from '../../fixtures/services/index.ts'
import { smb } from '../../fixtures/services/smb.ts'

it('finds a challenge wherever it is', () => {
  expect(readChallenge(bytes(`before ${smb.windowsChallenge} after`))?.version).toBe('10.0.20348')
  expect(readChallenge(ntlmNegotiate)).toBeUndefined()
  expect(readChallenge(new Uint8Array())).toBeUndefined()
})

it('reads times of our days alone', () => {
  expect(fileTime(116_444_736_000_000_000n)).toBeUndefined()
  expect(fileTime(133_449_120_000_000_000n)).toBe('2023-11-20T00:00:00.000Z')
  expect(fileTime(0xffff_ffff_ffff_ffffn)).toBeUndefined()
})

it('never throws, whatever was changed', () => {
  const sample = bytes(smb.windowsChallenge)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255))),
      fc.nat(400),
      (changes, length) => {
        const answer = Buffer.from(sample.subarray(0, length))
        for (const [at, value] of changes) if (at < answer.length) answer[at] = value
        for (const value of Object.values(readChallenge(answer) ?? {}))
          expect((value as string).length).toBeLessThan(300)
      },
    ),
  )
})
