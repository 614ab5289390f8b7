import { expect, test } from 'vitest'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'
import { XmlHost } from '../../../../src/report/read/xml-host.ts'

const run = { scanned: '1-9', asked: 9, scanner: 'nmap', started: 0 }

test('a host has its first address, its names and its hardware', () => {
  const host = new XmlHost({ timedout: 'true' }, run, new UnclearWords())
  host.open('host/address', { addr: '192.0.2.1', addrtype: 'ipv4' })
  host.open('host/address', { addr: '2001:db8::1', addrtype: 'ipv6' })
  host.open('host/address', { addr: '00:00:5E:00:53:01', addrtype: 'mac' })
  host.open('hostnames/hostname', { name: 'a.example', type: 'PTR' })
  host.open('hostnames/hostname', { name: 'b.example', type: 'user' })
  expect(host.records()).toMatchObject([
    {
      status: 'finished',
      address: '192.0.2.1',
      name: 'b.example',
      target: 'b.example',
      names: ['a.example'],
      mac: '00:00:5e:00:53:01',
      marks: ['partial'],
      unprobed: 9,
    },
  ])
})

test('one that is down is skipped', () => {
  const host = new XmlHost({}, run, new UnclearWords())
  host.open('host/status', { state: 'down', reason: 'no-response' })
  host.open('host/address', { addr: '192.0.2.1', addrtype: 'ipv4' })
  expect(host.records()).toMatchObject([{ status: 'down', reason: 'no-response' }, { reason: 'host-down' }])
})

test('one without an address is none', () => {
  expect(() => new XmlHost({}, run, new UnclearWords()).records()).toThrow('expected a host with an address')
})
