import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { ssh, type SshDetails } from '../../../../src/fingerprint/services/ssh.ts'
import { ssh as said } from '../../../fixtures/services/ssh.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 22, tls: false, random: () => 0 }
const match = (text: string): Match | undefined => ssh.matchers[0]!(bytes(text), context)

it('reads the identification line', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'ssh',
    product: 'OpenSSH',
    vendor: 'OpenBSD',
    version: '9.2p1',
    os: 'Debian',
    info: 'Debian-2+deb12u10',
    confidence: 'structured',
    details: { protocol: '2.0', software: 'OpenSSH_9.2p1', comments: 'Debian-2+deb12u10' },
  })
})

it('finds the line after others, with LF alone, and of servers that speak version 1 as well', () => {
  expect(match('Keep out.\r\nReally.\nSSH-1.99-Cisco-1.25\n')).toMatchObject({
    vendor: 'Cisco',
    version: '1.25',
    details: { protocol: '1.99', software: 'Cisco-1.25' },
  })
})

it.each(['', 'SSH-', 'SSH-x-OpenSSH', 'say SSH-2.0-OpenSSH\r\n', `${'x\n'.repeat(100)}SSH-2.0-late\r\n`])(
  'takes "%s" for nothing of its own',
  (text) => {
    expect(match(text)).toBeUndefined()
  },
)

it('is enough when the line is whole', () => {
  expect(ssh.enough!(bytes('SSH-2.0-Open'))).toBe(false)
  expect(ssh.enough!(bytes('hello\r\n'))).toBe(false)
  expect(ssh.enough!(bytes('hello\r\nSSH-2.0-Open\r\n'))).toBe(true)
})

it('asks for the algorithms and puts them into the details', () => {
  const known = match(said.greeting)!
  const step = ssh.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).toString()).toMatch(/^SSH-2\.0-[\w.]+\r\n$/)
  expect(step.enough!(bytes(said.kexInit.slice(0, 500)))).toBe(false)
  expect(step.enough!(bytes(said.kexInit))).toBe(true)
  const { algorithms } = step.merge(known, bytes(said.kexInit), context).details as unknown as SshDetails
  expect(algorithms).toMatchObject({
    hostKey: ['ssh-ed25519'],
    compression: ['none', 'zlib@openssh.com'],
  })
  expect(algorithms!.keyExchange[0]).toBe('sntrup761x25519-sha512')
  expect(algorithms!.ciphers).toContain('aes256-gcm@openssh.com')
  expect(algorithms!.macs).toContain('hmac-sha2-256')
})

it('asks for the host key at once where the algorithms came with the line, and nothing where only version 1 is spoken', () => {
  const known = match(said.greeting + said.kexInit)!
  expect(known.details).toHaveProperty('algorithms.hostKey')
  const step = ssh.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).toString('latin1')).toMatch(/^SSH-2\.0-[\w.]+\r\n\0\0/)
  expect(ssh.detail!(match('SSH-1.5-1.2.27\n')!, 0, hello)).toBeUndefined()
  const dropbear = match(said.dropbear)!
  expect(dropbear).toMatchObject({
    version: '2022.83',
    details: { algorithms: { hostKey: ['ssh-ed25519', 'rsa-sha2-256', 'ssh-rsa'] } },
  })
})

it('waits for the whole first message where it has begun to come with the line', () => {
  expect(ssh.enough!(bytes(said.greeting + said.kexInit.slice(0, 100)))).toBe(false)
  expect(ssh.enough!(bytes(said.greeting + said.kexInit))).toBe(true)
  expect(ssh.enough!(bytes(said.greeting + said.toForeign))).toBe(true)
})

it('asks for the host key, and shows it as OpenSSH does', () => {
  const known = ssh.detail!(match(said.greeting)!, 0, hello)!.merge(
    match(said.greeting)!,
    bytes(said.kexInit),
    context,
  )
  const step = ssh.detail!(known, 1, hello)!
  expect(step.send[5]).toBe(20)
  expect(step.enough!(bytes(said.keyReply.slice(0, 100)))).toBe(false)
  expect(step.enough!(bytes(said.keyReply))).toBe(true)
  const named = step.merge(known, bytes(said.keyReply), context)
  expect(named.details).toMatchObject({
    algorithms: { hostKey: ['ssh-ed25519'] },
    hostKey: { type: 'ssh-ed25519', fingerprint: 'SHA256:C3uytntEf6DwkGyRz4pURnz/F8HIIqUTGLEC79R5EZM' },
  })
  expect(ssh.detail!(named, 1, hello)).toBeUndefined()
  expect(step.merge(known, bytes(said.keyReply.slice(0, 40)), context)).toBe(known)
})

it('keeps what it knew where the answer is no KEXINIT, or lies about its lengths', () => {
  const known = match(said.greeting)!
  const { merge } = ssh.detail!(known, 0, hello)!
  expect(merge(known, bytes('Protocol mismatch.\r\n'), context)).toBe(known)
  const lying = bytes(said.kexInit)
  lying.writeUInt32BE(0xffff_fff0, 22)
  expect(merge(known, lying, context)).toBe(known)
})
