import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseKexInit } from '../../../../src/fingerprint/services/ssh-algorithms.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ssh as said } from '../../../fixtures/services/ssh.ts'

it('reads the lists of a first message', () => {
  const offered = parseKexInit(bytes(said.kexInit))!
  expect(offered.keyExchange[0]).toBe('sntrup761x25519-sha512')
  expect(offered.hostKey).toEqual(['ssh-ed25519'])
  expect(offered.compression).toEqual(['none', 'zlib@openssh.com'])
})

it('takes no other message, and none that is cut off in its lists', () => {
  expect(parseKexInit(bytes(said.keyReply))).toBeUndefined()
  for (let end = 0; end < 1_000; end += 11)
    expect(parseKexInit(bytes(said.kexInit.slice(0, end)))).toBeUndefined()
})

it('keeps no more than 128 names of 64 characters a list, whatever the bytes', () => {
  const hostile = fc.array(fc.tuple(fc.nat(1_090), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const message = bytes(said.kexInit)
    for (const [at, value] of changes) if (at < message.length) message[at] = value
    return message
  })
  fc.assert(
    fc.property(hostile, (message) => {
      for (const names of Object.values(parseKexInit(message) ?? {})) {
        expect(names.length).toBeLessThanOrEqual(128)
        for (const name of names) expect(name).toMatch(/^[^\0-\x1f\x7f-\x9f]{1,64}$/) // eslint-disable-line no-control-regex
      }
    }),
    { numRuns: 1_000 },
  )
})
