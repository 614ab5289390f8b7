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
  expect(named(said.server)).toMatchObject({ product: 'Zabbix server', details: { role: 'server' } })
})

it('wants a length that fits', () => {
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(named(`${said.version}x`)).toBeUndefined()
  expect(named(said.version.replace('\x01', '\x02'))).toBeUndefined()
  expect(zabbix.enough!(bytes(said.version.slice(0, -1)))).toBe(false)
  expect(zabbix.enough!(bytes(said.version))).toBe(true)
})

it('asks in the same form', () => {
  const sent = Buffer.from(zabbix.hello!({ address: '', port: 1, tls: false, random: () => 0 }))
  expect(sent.toString('latin1')).toBe('ZBXD\x01\x0d\0\0\0\0\0\0\0agent.version')
  expect(named(sent.toString('latin1'))).toBeUndefined()
})
