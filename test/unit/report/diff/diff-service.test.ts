import { expect, test } from 'vitest'
import type { Service } from '../../../../src/model/service.ts'
import { diffService } from '../../../../src/report/diff/diff-service.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { openService } from '../arbitrary-events.ts'
import { certificateOf } from './reports.ts'

const exactly = comparisonOf({ version: '0.1.0' }, { version: '0.2.0' })
const roughly = comparisonOf({ version: '0.1.0' }, { version: 'nmap 7.95' })

function changes(before: Partial<Service>, after: Partial<Service>, how = exactly): readonly string[] {
  const { changes, facts } = diffService(openService(before), openService(after), how, true)
  return [
    ...changes,
    ...facts.map(({ fact, before, after }) => `${fact}: ${before ?? '-'} → ${after ?? '-'}`),
  ]
}

const nginx = { product: 'nginx', version: '1.24.0' }

test('another version of the same product', () => {
  expect(changes(nginx, { ...nginx, version: '1.25.3' })).toEqual(['version', 'version: 1.24.0 → 1.25.3'])
})

test('another product, whose version is no change of its own', () => {
  expect(changes(nginx, { product: 'Caddy' })).toEqual([
    'product',
    'product: nginx → Caddy',
    'version: 1.24.0 → -',
  ])
})

test('another protocol', () => {
  expect(changes({ name: 'http' }, { name: 'ssh' })).toEqual(['service', 'service: http → ssh'])
})

test('what is not told any more is a change to who asks for the same, and none to another program', () => {
  expect(changes(nginx, {})).toContain('product')
  expect(changes(nginx, {}, roughly)).toEqual([])
})

test('what a service says beside its software changes by itself', () => {
  const details = { title: 'Welcome', uptime: 17 }
  expect(changes({ info: '3 users', hostname: 'a.example', details }, { info: '4 users' })).toEqual([])
})

test('another certificate, unless another name asked for it', () => {
  const [old, now] = [certificateOf(), certificateOf({ fingerprint256: 'cd'.repeat(32) })]
  const [before, after] = [
    openService({ tls: { certificate: old } }),
    openService({ tls: { certificate: now } }),
  ]
  expect(diffService(before, after, exactly, true).changes).toEqual(['certificate'])
  expect(diffService(before, after, exactly, false).changes).toEqual([])
})

test('another SSH host key of the same kind', () => {
  const ssh = (type: unknown, fingerprint: unknown) => ({
    name: 'ssh',
    details: { hostKey: { type, fingerprint } },
  })
  const [a, b] = ['SHA256:aaaa', 'SHA256:bbbb']
  expect(changes(ssh('ssh-ed25519', a), ssh('ssh-ed25519', b))).toEqual(['host-key', `hostKey: ${a} → ${b}`])
  expect(changes(ssh('ssh-ed25519', a), ssh('ssh-ed25519', a))).toEqual([])
  expect(changes(ssh('ssh-ed25519', a), ssh('ssh-rsa', b))).toEqual([])
  expect(changes(ssh('ssh-ed25519', a), { name: 'ssh' })).toEqual([])
  expect(changes(ssh('ssh-ed25519', a), ssh(1, b))).toEqual([])
  expect(changes(ssh('ssh-ed25519', a), { name: 'ssh', details: { hostKey: null } })).toEqual([])
})
