import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { zabbix } from '../../../../src/fingerprint/services/zabbix.ts'
import { zabbix as said } from '../../../fixtures/services/zabbix.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'zabbix' }, [zabbix])

it('reads the version of an agent', () => {
  expect(named(said.version)).toMatchObject({
    product: 'Zabbix agent',
    version: '6.0.14',
    cpe: ['cpe:2.3:a:zabbix:zabbix_agent:6.0.14:*:*:*:*:*:*:*'],
    details: { role: 'agent' },
  })
  expect(named(said.unsupported)).toMatchObject({ product: 'Zabbix agent' })
  expect(named(said.ping)?.product).toBeUndefined()
})

it('tells a server from an agent', () => {
  expect(named(said.server)).toMatchObject({ product: 'Zabbix', details: { role: 'server' } })
  expect(named(said.newAgent)).toMatchObject({ product: 'Zabbix agent', version: '7.0.3' })
})

it('wants a length that fits', () => {
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(named(`${said.version}x`)).toBeUndefined()
  expect(named(said.version.replace('\x01', '\x02'))).toBeUndefined()
  expect(zabbix.enough!(bytes(said.version.slice(0, -1)))).toBe(false)
  expect(zabbix.enough!(bytes(said.version))).toBe(true)
})

const hello = { address: '', port: 10_050, tls: false, random: () => 0 }

it('asks in the same form', () => {
  const sent = Buffer.from(zabbix.hello!(hello))
  expect(sent.toString('latin1')).toBe('ZBXD\x01\x0d\0\0\0\0\0\0\0agent.version')
  expect(named(sent.toString('latin1'))).toBeUndefined()
  const elsewhere = Buffer.from(zabbix.hello!({ ...hello, port: 1 })).toString('latin1')
  expect(elsewhere).toBe('ZBXD\x01\x1a\0\0\0\0\0\0\0{"request":"zabbix.stats"}')
  expect(named(elsewhere)).toBeUndefined()
})

it('asks an agent on another port for its version', () => {
  const context = { transport: 'tcp', probe: 'zabbix' } as const
  const known = zabbix.matchers[0]!(bytes(said.unsupported), context)!
  const step = zabbix.detail!(known, 0, { ...hello, port: 1 })!
  const found = step.merge(known, bytes(said.version), context)
  expect(found).toMatchObject({ product: 'Zabbix agent', version: '6.0.14' })
  expect(step.merge(known, bytes(said.unsupported), context)).toBe(known)
  expect(zabbix.detail!(known, 0, hello)).toBeUndefined()
  expect(zabbix.detail!(found, 0, { ...hello, port: 1 })).toBeUndefined()
})
