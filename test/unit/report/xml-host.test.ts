import { expect, test } from 'vitest'
import type { WholeHost } from '../../../src/report/hosts-in-turn.ts'
import { hostXml, portXml, type PortXml } from '../../../src/report/xml-host.ts'
import { openPort, openService } from './arbitrary-events.ts'
import { elements, readXml, type XmlElement } from './read-xml.ts'

function service(...facts: Parameters<typeof openPort>): XmlElement | undefined {
  return elements(readXml(portXml(openPort(...facts)).xml), 'service')[0]
}

function host(facts: Partial<WholeHost<PortXml>> = {}, up = true): XmlElement {
  const known = { address: '192.0.2.7', family: 4, ports: [], others: {}, counts: {} } as const
  return readXml(hostXml({ ...known, ...facts }, up))
}

test('a port has the attributes of the format', () => {
  const { name, attributes, children } = readXml(portXml(openPort({ port: 53, transport: 'udp' })).xml)
  expect([name, attributes]).toEqual(['port', { protocol: 'udp', portid: '53' }])
  expect(children[0]).toMatchObject({
    name: 'state',
    attributes: { state: 'open', reason: 'syn-ack', reason_ttl: '0' },
  })
})

test('a service is told with all that the format has a place for', () => {
  const known = openService({
    product: 'nginx',
    version: '1.24.0',
    info: 'Debian',
    hostname: 'web.example',
    os: 'Linux',
    device: 'router',
    cpe: ['cpe:2.3:a:nginx:nginx:1.24.0:*:*:*:*:*:*:*'],
    tls: { version: 'TLSv1.3' },
    confidence: 'verified',
  })
  const found = service({ service: known })
  expect(found?.attributes).toEqual({
    name: 'http',
    product: 'nginx',
    version: '1.24.0',
    extrainfo: 'Debian',
    hostname: 'web.example',
    ostype: 'Linux',
    devicetype: 'router',
    tunnel: 'ssl',
    method: 'probed',
    conf: '10',
  })
  expect(found?.children.map(({ name, text }) => [name, text])).toEqual([
    ['cpe', 'cpe:/a:nginx:nginx:1.24.0'],
  ])
})

test('a name that only the port number says is marked as such; without one there is no service', () => {
  const guess = { name: 'https', method: 'table', conf: '3' }
  expect(service({})?.attributes).toEqual(guess)
  const named = openService({ name: 'https', confidence: 'port-table' })
  expect(service({ service: named })?.attributes).toEqual(guess)
  const { portName: _portName, ...port } = openPort()
  expect(elements(readXml(portXml(port).xml), 'service')).toEqual([])
})

test('a host has addresses, names with their origin, and the ports that are not listed', () => {
  const mac = { mac: '00:00:5e:00:53:aa', vendor: 'R & D' }
  const others = { closed: { 'conn-refused': 990, reset: 7 }, filtered: { 'no-response': 0 } }
  const found = host({ ...mac, name: 'www.example', names: ['a.example'], others })
  expect(elements(found, 'address').map(({ attributes }) => attributes)).toEqual([
    { addr: '192.0.2.7', addrtype: 'ipv4' },
    { addr: '00:00:5E:00:53:AA', addrtype: 'mac', vendor: 'R & D' },
  ])
  expect(elements(found, 'hostname').map(({ attributes }) => attributes)).toEqual([
    { name: 'www.example', type: 'user' },
    { name: 'a.example', type: 'PTR' },
  ])
  expect(elements(found, 'extraports').map(({ attributes }) => attributes)).toEqual([
    { state: 'closed', count: '997' },
  ])
  expect(elements(found, 'extrareasons').map(({ attributes }) => attributes)).toEqual([
    { reason: 'conn-refused', count: '990' },
    { reason: 'reset', count: '7' },
  ])
})

test('its times are those of its ports', () => {
  const ports = ['2026-11-21T07:00:05.000Z', '2026-11-21T07:00:02.000Z'].map((at) =>
    portXml(openPort({ at })),
  )
  expect(host({ ports }).attributes).toEqual({ starttime: '1795244402', endtime: '1795244405' })
  expect(host().attributes).toEqual({})
})

test('why a host is up is what it was found by, else what came from it, else nothing but the wish', () => {
  const reason = (...facts: Parameters<typeof host>): unknown =>
    elements(host(...facts), 'status')[0]?.attributes
  const up = { state: 'up', reason_ttl: '0' }
  expect(reason({ reason: 'echo-reply' })).toEqual({ ...up, reason: 'echo-reply' })
  expect(reason({ reason: 'neighbour' })).toEqual({ ...up, reason: 'arp-response' })
  expect(reason({ reason: 'neighbour', family: 6 })).toEqual({ ...up, reason: 'nd-response' })
  expect(reason({ counts: { filtered: { 'no-response': 9 }, closed: { reset: 1 } } })).toEqual({
    ...up,
    reason: 'reset',
  })
  expect(reason({ ports: [portXml(openPort())] })).toEqual({ ...up, reason: 'syn-ack' })
  expect(reason({ counts: { filtered: { 'no-response': 9 } } })).toEqual({ ...up, reason: 'user-set' })
  expect(reason({}, false)).toEqual({ state: 'down', reason: 'no-response', reason_ttl: '0' })
})
