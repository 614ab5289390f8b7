import fc from 'fast-check'
import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseCertificate } from '../../../../src/net/certificate.ts'
import { diffReports, readReport, writeReport, xmlWriter } from '../../../../src/report/index.ts'
import type { ScanReport } from '../../../../src/model/report.ts'
import { xmlParser } from '../../../../src/report/read/xml-parser.ts'
import { MASSCAN_XML, NMAP, nmapRun } from './nmap-samples.ts'
import { inPieces, reportOf } from './reports.ts'
import { tlsFixture } from '../../../support/tls-server.ts'
import { openPort, openService } from '../arbitrary-events.ts'

describe('a report of nmap', () => {
  test('is ours', async () => {
    const { hosts, stats, ...facts } = await readReport(NMAP)
    expect(facts).toEqual({
      version: 'nmap 7.95',
      started: '2026-11-21T07:00:00.000Z',
      finished: '2026-11-21T07:00:10.000Z',
      options: { args: 'nmap -sS -sU -sV 192.0.2.0/29' },
      skipped: [
        { kind: 'skipped', target: 'gone.example', reason: 'invalid' },
        { kind: 'skipped', target: '192.0.2.2', address: '192.0.2.2', reason: 'host-down' },
        { kind: 'skipped', target: '192.0.2.0/29', reason: 'host-down' },
      ],
      warnings: [],
    })
    expect(stats).toMatchObject({ hosts: 2, skipped: 3, done: 5, unprobed: 5, elapsed: 9610, sent: 0 })
    const [first, second, ...others] = hosts
    expect(others).toEqual([])
    expect(first).toMatchObject({
      address: '192.0.2.1',
      family: 4,
      target: 'www.example',
      name: 'www.example',
      names: ['a.example'],
      mac: '00:00:5e:00:53:01',
      vendor: 'Example',
      reason: 'neighbour',
      counts: {
        filtered: { 'no-response': 1 },
        open: { 'syn-ack': 2 },
        closed: { reset: 1 },
        'open|filtered': { 'no-response': 1 },
      },
      unprobed: 0,
      scanned: '22,80,443,8443,U:53',
    })
    expect(second).toEqual({
      address: '2001:db8::1',
      family: 6,
      target: '2001:db8::1',
      reason: 'echo-reply',
      marks: ['partial'],
      ports: [],
      counts: {},
      unprobed: 5,
      scanned: '22,80,443,8443,U:53',
    })
  })

  test('has its services in our words', async () => {
    const [host] = (await readReport(NMAP)).hosts
    const [ssh, closed, https, dns] = host!.ports
    expect(ssh).toEqual({
      kind: 'port',
      target: 'www.example',
      name: 'www.example',
      address: '192.0.2.1',
      family: 4,
      port: 22,
      transport: 'tcp',
      portName: 'ssh',
      state: 'open',
      reason: 'syn-ack',
      rtt: 0,
      attempts: 1,
      at: '2026-11-21T07:00:09.000Z',
      service: {
        name: 'ssh',
        product: 'OpenSSH',
        version: '9.2p1 Debian 2',
        info: 'protocol 2.0',
        os: 'Linux',
        cpe: [
          'cpe:2.3:a:openbsd:openssh:9.2p1:*:*:*:*:*:*:*',
          'cpe:2.3:o:linux:linux_kernel:*:*:*:*:*:*:*:*',
        ],
        details: {},
        confidence: 'pattern',
        probe: 'nmap',
        evidence: 'so named by nmap',
      },
    })
    expect(closed).toMatchObject({ port: 80, state: 'closed', reason: 'reset', portName: 'http' })
    expect(closed).not.toHaveProperty('service')
    expect(https?.service).toMatchObject({
      name: 'http',
      product: 'nginx',
      hostname: 'www.example',
      device: 'load balancer',
      tls: {},
    })
    expect(dns).toMatchObject({ transport: 'udp', state: 'open|filtered', portName: 'domain' })
  })

  test('is the same in pieces of any size', async () => {
    const whole = await readReport(NMAP)
    for (const size of [1, 2, 3, 7, 100]) expect(await readReport(inPieces(NMAP, size))).toEqual(whole)
  })

  test('that was killed has the hosts that were whole', async () => {
    const whole = await readReport(NMAP)
    for (let length = NMAP.indexOf('<scaninfo'); length < NMAP.length - 20; length += 50) {
      const text = NMAP.slice(0, length)
      const { hosts, warnings } = await readReport(text)
      const ended = text.split('</host>').length - 1
      expect(hosts).toEqual(whole.hosts.slice(0, ended < 2 ? ended : ended - 1))
      expect(warnings.map(({ code }) => code)).toEqual(['report-incomplete'])
    }
  })

  test('says which states and reasons we do not have', async () => {
    const port = (id: number, state: string, reason: string, protocol = 'tcp'): string =>
      `<port protocol="${protocol}" portid="${id}"><state state="${state}" reason="${reason}"/></port>`
    const { hosts, warnings } = await readReport(
      nmapRun(
        [
          port(1, 'unfiltered', 'reset'),
          port(2, 'open', 'odd\x7f'),
          port(3, 'open', 'odd\x7f'),
          port(4, 'filtered', 'host-prohibited'),
          port(5, 'closed', 'script-set', 'udp'),
          port(6, 'open', 'init-ack', 'sctp'),
          '<extraports state="filtered" count="10"><extrareasons reason="admin-prohibiteds" count="4"/><extrareasons reason="net-unreaches" count="99"/></extraports>',
          '<extraports state="closed" count="3"/>',
        ].join(''),
      ),
    )
    expect(hosts[0]!.ports.map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'unknown reset',
      'open syn-ack',
      'open syn-ack',
      'filtered admin-prohibited',
      'closed port-unreach',
    ])
    expect(hosts[0]!.counts).toEqual({
      unknown: { reset: 1 },
      open: { 'syn-ack': 2 },
      filtered: { 'admin-prohibited': 5, 'net-unreach': 6 },
      closed: { 'port-unreach': 1, 'conn-refused': 3 },
    })
    expect(warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "report-unclear: unfiltered: a state that we do not have, taken as 'unknown'",
      "report-unclear: odd\\x7f: a reason that we do not have, taken as 'syn-ack' of what is open (2 times)",
      'report-unclear: sctp: neither TCP nor UDP, left out',
    ])
  })

  test('has certificates by its script ssl-cert', async () => {
    const der = new X509Certificate(tlsFixture('server.pem')).raw
    const certificate = parseCertificate(der)
    const pem = `-----BEGIN CERTIFICATE-----&#xa;${der.toString('base64').replace(/.{64}/g, '$&&#xa;')}&#xa;-----END CERTIFICATE-----&#xa;`
    const port = (id: number, service: string): string =>
      `<port protocol="tcp" portid="${id}"><state state="open" reason="syn-ack"/>${service}<script id="ssl-cert" output="x"><elem key="pem">${pem}</elem></script></port>`
    const text = nmapRun(
      [
        port(1, '<service name="https" method="table" conf="3"/>'),
        port(2, '<service name="smtp" method="probed" conf="10"/>'),
        port(3, '<service name="http" tunnel="ssl" method="probed" conf="10"/>'),
      ].join(''),
    )
    const [host] = (await readReport(text)).hosts
    expect(certificate).toBeDefined()
    expect(host!.ports.map(({ service }) => [service?.name, service?.tls])).toEqual([
      ['tls', { certificate }],
      ['smtp', { certificate, starttls: 'smtp' }],
      ['http', { certificate }],
    ])
  })

  test.each([
    ['<html/>', 'expected <nmaprun>'],
    ['<nmaprun><host>', undefined],
    ['<nmaprun><host></host></nmaprun>', 'expected a host with an address'],
    [
      nmapRun('').replace('192.0.2.1', '192.0.2.256'),
      'expected an IPv4 or IPv6 address, but got "192.0.2.256"',
    ],
    [nmapRun('<port protocol="tcp" portid="65536"/>'), 'expected 0 to 65535, but got 65536'],
    [nmapRun('<port protocol="tcp"/>'), 'expected 0 to 65535, but got nothing'],
    [nmapRun('</a>'), 'the XML is not well-formed, '],
    [nmapRun('&nbsp;'), 'undefined entity'],
    [`<!DOCTYPE x [<!ENTITY a "b">]>${nmapRun('&a;')}`, 'undefined entity'],
    [nmapRun('\x1b'), 'disallowed character'],
    [nmapRun('<a>'.repeat(100)), 'elements no more than 64 deep'],
    [`${nmapRun('')}${nmapRun('')}`, 'not well-formed'],
    ['<?xml version="1.0"?>', 'the XML ends before its first element'],
  ])('%s is ERR_REPORT', async (text, message) => {
    if (message === undefined) return expect((await readReport(text)).hosts).toEqual([])
    await expect(readReport(text)).rejects.toMatchObject({
      code: 'ERR_REPORT',
      message: expect.stringContaining(message) as unknown,
      position: expect.any(Number) as unknown,
    })
  })
})

test('XML of masscan is put together by port', async () => {
  const { hosts, ...facts } = await readReport(MASSCAN_XML)
  expect(facts).toMatchObject({ version: 'masscan 1.0-BETA', warnings: [], skipped: [] })
  expect(hosts).toMatchObject([
    {
      address: '192.0.2.7',
      scanned: '22',
      counts: { open: { 'syn-ack': 1 } },
      ports: [{ port: 22, banner: new TextEncoder().encode('SSH-2.0-x\r\n'), service: { name: 'ssh' } }],
    },
    { address: '192.0.2.8', scanned: '80', ports: [{ state: 'closed', reason: 'reset' }] },
  ])
})

describe('our own XML', () => {
  const report = reportOf([
    openPort({
      service: openService({
        product: '<nginx> "&\'',
        version: '1.24.0',
        info: 'Ubuntu',
        hostname: 'www.example',
        os: 'Linux',
        device: 'router',
        cpe: ['cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*', 'cpe:2.3:o:linux:linux\\+kernel:-:*:*:*:*:*:*:*'],
        tls: {},
        confidence: 'verified',
      }),
    }),
    openPort({ port: 22, portName: 'ssh', state: 'filtered', reason: 'no-response' }),
    {
      kind: 'host',
      status: 'finished',
      target: '192.0.2.7',
      address: '192.0.2.7',
      family: 4,
      names: ['a.example'],
      mac: '00:00:5e:00:53:01',
      vendor: 'Example',
      reason: 'neighbour',
      counts: { open: { 'syn-ack': 1 }, filtered: { 'no-response': 1 }, closed: { reset: 1 } },
      unprobed: 0,
    },
    { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
  ])

  test('gives back what it has a place for', async () => {
    const read = await readReport(writeReport(report, xmlWriter()))
    expect(read).toMatchObject({
      version: report.version,
      started: report.started,
      options: report.options,
      skipped: [{ target: 'gone.example' }],
    })
    expect(read.hosts).toEqual(report.hosts.map((host) => ({ ...host, ports: host.ports.map(asXml) })))
    expect(diffReports(report, read)).toMatchObject({ hosts: [], notCompared: [] })
  })

  test('of any numbers gives them back', async () => {
    const port = fc.record({ port: fc.nat(65_535), state: fc.constantFrom('open', 'closed', 'filtered') })
    const ports = fc.uniqueArray(port, { selector: ({ port }) => port, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(ports, async (some) => {
        const made = reportOf(some.map((facts) => openPort(facts as never)))
        const read = await readReport(writeReport(made, xmlWriter()))
        expect(listed(read)).toEqual(listed(made))
      }),
      { numRuns: 100 },
    )
  })

  /** Names that the number of a port has, and who named it, are the reader's. */
  function asXml(result: ScanReport['hosts'][number]['ports'][number]): unknown {
    const seconds = `${result.at.slice(0, 19)}.000Z`
    const service = result.service && { probe: 'portscan-core', evidence: 'so named by portscan-core' }
    return { ...result, rtt: 0, at: seconds, ...(service && { service: { ...result.service, ...service } }) }
  }

  function listed(some: ScanReport): unknown {
    return some.hosts.flatMap(({ ports }) => ports.map(({ port, state, reason }) => [port, state, reason]))
  }
})

test('a host without an end is not held for ever, and hosts without end are read', async () => {
  const parser = await xmlParser(1000)
  const host = '<host><address addr="192.0.2.1"/></host>'
  expect([...parser.write(`<nmaprun>${host.repeat(100)}<host>`)]).not.toEqual([])
  const ports = '<ports/>'.repeat(100)
  expect([...parser.write(ports)]).toEqual([])
  expect(() => [...parser.write(ports)]).toThrow('expected a host, but got more than 1000 characters')
})
