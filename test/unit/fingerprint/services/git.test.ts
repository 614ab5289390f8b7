import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { git } from '../../../../src/fingerprint/services/git.ts'
import { git as said } from '../../../fixtures/services/git.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 9418, tls: false, random: () => 0.5 }
const sent = git.hello!(hello)
const named = (text: string, probe = 'git') =>
  recognize(bytes(text), { transport: 'tcp', probe, ...(probe === 'git' && { sent }) }, [git])

it('asks for a repository that nobody has', () => {
  const text = Buffer.from(sent).toString('latin1')
  expect(parseInt(text.slice(0, 4), 16)).toBe(text.length)
  expect(text.slice(4)).toBe('git-upload-pack /portscan-core.invalid\0host=192.0.2.1\0\0version=2\0')
  expect(Buffer.from(git.hello!({ ...hello, name: 'git.example' })).toString()).toContain(
    'host=git.example\0',
  )
})

it('is sure where its own path comes back', () => {
  expect(named(said.absent)).toMatchObject({ product: 'git daemon', confidence: 'verified' })
  expect(named(said.absent, 'http')).toMatchObject({ name: 'git', confidence: 'structured' })
})

it('wants a length that fits', () => {
  expect(named(said.absent.slice(0, -1))).toBeUndefined()
  expect(named(`${said.absent}x`)).toBeUndefined()
  expect(named('000cERR no\n')).toBeUndefined()
  expect(named('zzzzERR no such repository: /x')).toBeUndefined()
})

it('leaves an error that anybody might send to its own question', () => {
  expect(named('000bERR no\n')?.details).toEqual({ error: 'no' })
  expect(named('000bERR no\n', 'http')).toBeUndefined()
})

it('reads the agent', () => {
  expect(named(said.version2)).toMatchObject({
    product: 'git daemon',
    version: '2.39.5',
    cpe: ['cpe:2.3:a:git-scm:git:2.39.5:*:*:*:*:*:*:*'],
    details: { agent: 'git/2.39.5' },
  })
  expect(named(said.references)).toMatchObject({ product: 'JGit', version: '5.13.1.20220215' })
  expect(named(said.references)?.details['capabilities']).toContain('side-band-64k')
})

it('knows when an answer is whole', () => {
  for (const text of Object.values(said)) expect(git.enough!(bytes(text))).toBe(true)
  expect(git.enough!(bytes(said.version2.slice(0, 40)))).toBe(false)
  expect(git.enough!(bytes(said.absent.slice(0, 40)))).toBe(false)
  expect(git.enough!(bytes('HTTP/1.1'))).toBe(true)
})
