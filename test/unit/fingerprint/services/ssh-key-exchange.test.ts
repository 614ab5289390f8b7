import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hostKeyOf,
  isWholeReply,
  openKeyExchange,
} from '../../../../src/fingerprint/services/ssh-key-exchange.ts'
import { parseKexInit, type SshAlgorithms } from '../../../../src/fingerprint/services/ssh-algorithms.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ssh as said } from '../../../fixtures/services/ssh.ts'

const random = (): number => 0.5
const offered: SshAlgorithms = {
  keyExchange: ['curve25519-sha256'],
  hostKey: ['rsa-sha2-256', 'ssh-ed25519'],
  ciphers: ['aes128-ctr'],
  macs: ['hmac-sha2-256'],
  compression: ['none'],
}

/** The packets that we send, by their message number. */
function sentPackets(words: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 0; at < words.length;) {
    const length = words.readUInt32BE(at)
    expect((4 + length) % 8).toBe(0)
    expect(words[at + 4]).toBeGreaterThanOrEqual(4)
    found.set(words[at + 5]!, words.subarray(at, at + 4 + length))
    at += 4 + length
  }
  return found
}

describe('our side of the exchange', () => {
  it('offers what the server does, and the best host key that is known', () => {
    const packets = sentPackets(openKeyExchange(offered, random)!)
    expect([...packets.keys()]).toEqual([20, 30])
    expect(parseKexInit(packets.get(20)!)).toEqual({ ...offered, hostKey: ['ssh-ed25519'] })
    expect(packets.get(30)!.readUInt32BE(6)).toBe(32)
  })

  it.each([
    ['ecdh-sha2-nistp256', 65],
    ['ecdh-sha2-nistp384', 97],
    ['ecdh-sha2-nistp521', 133],
    ['diffie-hellman-group14-sha256', 64],
  ])('has a public value for %s', (name, length) => {
    const packets = sentPackets(openKeyExchange({ ...offered, keyExchange: ['unknown', name] }, random)!)
    expect(packets.get(30)!.readUInt32BE(6)).toBe(length)
  })

  it('is nothing where the server offers nothing that is known', () => {
    expect(openKeyExchange({ ...offered, keyExchange: ['sntrup761x25519-sha512'] }, random)).toBeUndefined()
    expect(openKeyExchange({ ...offered, hostKey: ['sk-ssh-ed25519@openssh.com'] }, random)).toBeUndefined()
    expect(openKeyExchange({ ...offered, ciphers: [] }, random)).toBeUndefined()
  })

  it('is small, however much the server offers', () => {
    const many = Array.from({ length: 128 }, () => 'x'.repeat(64))
    const words = openKeyExchange({ ...offered, ciphers: many, macs: many, compression: many }, random)!
    expect(words.length).toBeLessThan(4_096)
  })
})

describe('the host key', () => {
  it('is that which ssh-keygen prints', () => {
    expect(hostKeyOf(bytes(said.keyReply))).toEqual({
      type: 'ssh-ed25519',
      fingerprint: 'SHA256:C3uytntEf6DwkGyRz4pURnz/F8HIIqUTGLEC79R5EZM',
    })
    expect(hostKeyOf(bytes(said.rsaKeyReply))).toEqual({
      type: 'ssh-rsa',
      bits: 3072,
      fingerprint: 'SHA256:LG2tKGsNBpNEYa7Glb9zvORl3IBEfZPdnQ5fkimL378',
    })
  })

  it('is not read from half an answer, nor from another message', () => {
    const length = 4 + bytes(said.keyReply).readUInt32BE()
    for (let end = 0; end < length; end += 7) {
      expect(hostKeyOf(bytes(said.keyReply.slice(0, end)))).toBeUndefined()
      expect(isWholeReply(bytes(said.keyReply.slice(0, end)))).toBe(false)
    }
    expect(hostKeyOf(bytes(said.kexInit))).toBeUndefined()
  })

  it('is read from any bytes without harm', () => {
    const samples = [said.keyReply, said.rsaKeyReply, said.kexInit].map(bytes)
    const changed = fc
      .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }))
      .map(([sample, changes]) => {
        const answer = Buffer.from(sample)
        for (const [at, value] of changes) answer[at % answer.length] = value
        return answer
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (answer) => {
        isWholeReply(answer)
        const key = hostKeyOf(answer)
        if (key === undefined) return
        expect(key.fingerprint).toMatch(/^SHA256:[A-Za-z\d+/]{43}$/)
        expect(key.type).toMatch(/^[\w@.-]{1,64}$/)
      }),
      { numRuns: 2000 },
    )
  })
})
