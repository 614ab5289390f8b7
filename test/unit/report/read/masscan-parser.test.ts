import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseCertificate } from '../../../../src/net/certificate.ts'
import { readEvents, readReport } from '../../../../src/report/index.ts'
import { tlsFixture } from '../../../support/tls-server.ts'
import { MASSCAN } from './nmap-samples.ts'
import { inPieces } from './reports.ts'

const unquoted = MASSCAN.map((line) =>
  line.replace(/"(ip|timestamp|ports|port|proto|status|reason|ttl|service|name|banner)":/g, '$1:'),
)
const lines = [
  '{"ip":"192.0.2.7","timestamp":"1795244401","port":22,"proto":"tcp","rec_type":"status","data":{"status":"open","reason":"syn-ack","ttl":64}}',
  '{"ip":"192.0.2.8","timestamp":"1795244402","port":80,"proto":"tcp","rec_type":"status","data":{"status":"closed","reason":"rst-ack","ttl":64}}',
  '{"ip":"192.0.2.7","timestamp":"1795244403","port":22,"proto":"tcp","rec_type":"banner","data":{"service_name":"ssh","banner":"SSH-2.0-x\\u000d\\u000a"}}',
]

const whole = `[\n${MASSCAN.join(',\n')}\n]\n`
const forms: Readonly<Record<string, string>> = {
  'an array': whole,
  'a comma too many': `[\n${MASSCAN.join(',\n')},\n]\n`,
  'commas at the start of lines': `[\n${MASSCAN.join('\n,\n')}\n]\n`,
  'no array, and an end': `${MASSCAN.join(',\n')},\n{finished: 1}\n`,
  'keys without quotes': `${unquoted.join(',\n')},\n{finished: 1}\n`,
  'an object a line': `${lines.join('\n')}\n`,
  'several arrays': `[\n${MASSCAN[0]}\n]\n[\n${MASSCAN[1]},\n${MASSCAN[2]}\n]\n`,
  'sorted keys': MASSCAN.map((line) => JSON.stringify(JSON.parse(line))).join('\n'),
}

test.each(Object.entries(forms))('%s', async (_name, text) => {
  const report = await readReport(text)
  expect(report.hosts).toEqual((await readReport(whole)).hosts)
  expect(report.hosts).toMatchObject([
    {
      address: '192.0.2.7',
      scanned: '22',
      counts: { open: { 'syn-ack': 1 } },
      ports: [
        {
          port: 22,
          portName: 'ssh',
          state: 'open',
          banner: new TextEncoder().encode('SSH-2.0-x\r\n'),
          service: { name: 'ssh' },
        },
      ],
    },
    {
      address: '192.0.2.8',
      scanned: '80',
      counts: { closed: { reset: 1 } },
      ports: [{ state: 'closed', reason: 'reset' }],
    },
  ])
  expect(report).toMatchObject({ version: 'masscan', warnings: [], started: '2026-11-21T07:00:01.000Z' })
  expect(await readReport(inPieces(text, 3))).toEqual(report)
})

test.each([
  `[\n${MASSCAN.join(',\n')},\n`,
  whole.slice(0, -4),
  `${MASSCAN.join(',\n')},\n${MASSCAN[0].slice(0, 80)}`,
])('what has no end is read, and says so', async (text) => {
  const { hosts, warnings } = await readReport(text)
  expect(hosts.length).toBeGreaterThan(0)
  expect(warnings.map(({ code }) => code)).toEqual(['report-incomplete'])
})

test('that nothing was found is a report', async () => {
  for (const text of ['[\n]\n', '{finished: 1}\n', '[{"finished": 1}]']) {
    expect(await readReport(text)).toMatchObject({ version: 'masscan', hosts: [], warnings: [] })
  }
})

test('a port comes as often as masscan tells of it', async () => {
  const ports: unknown[] = []
  for await (const event of readEvents(whole)) ports.push(event.kind === 'port' && event.port)
  expect(ports).toEqual([22, 80, 22])
})

describe('of one port', () => {
  const said = (name: string, banner: string): string =>
    JSON.stringify({ ip: '192.0.2.7', ports: [{ port: 443, proto: 'tcp', service: { name, banner } }] })

  test('what TLS tells and what speaks inside it are put together', async () => {
    const { raw } = new X509Certificate(tlsFixture('server.pem'))
    const text = [
      said('ssl', 'TLS/1.2 cipher:0xc02f'),
      said('X509', raw.toString('base64')),
      said('X509-CA', 'AAAA'),
      said('http', 'HTTP/1.1 200 OK'),
      said('title', 'Hello'),
      said('http.server', 'nginx'),
    ].join('\n')
    const [host] = (await readReport(text)).hosts
    expect(host!.ports).toMatchObject([
      {
        banner: new TextEncoder().encode('HTTP/1.1 200 OK'),
        service: { name: 'http', confidence: 'pattern', tls: { certificate: parseCertificate(raw) } },
      },
    ])
  })

  test('a name that is unknown is none', async () => {
    const [host] = (await readReport(said('unknown', 'x'))).hosts
    expect(host!.ports[0]).not.toHaveProperty('service')
  })
})

test('other protocols are left out, and told', async () => {
  const text =
    '{"ip":"192.0.2.7","ports":[{"port":0,"proto":"icmp","status":"open","reason":"none","ttl":3}]}'
  const { hosts, warnings } = await readReport(text)
  expect({ hosts, warnings: warnings.map(({ message }) => message) }).toEqual({
    hosts: [],
    warnings: ['icmp: neither TCP nor UDP, left out'],
  })
})

test.each([
  ['[\n{"ip": "192.0.2.7"}]', 'line 2 of the report: ports: expected a list, but got nothing'],
  ['{"ip": "x", "ports": []}', 'ip: expected an IPv4 or IPv6 address, but got "x"'],
  ['{"ip": "192.0.2.7", "timestamp": "-1", "ports": []}', 'timestamp: expected seconds since 1970'],
  [
    '{"ip": "192.0.2.7", "ports": [{"port": -1, "proto": "tcp"}]}',
    'ports[0].port: expected 0 to 65535, but got -1',
  ],
  ['[\n{"ip": }]', 'line 2 of the report: expected JSON, but got '],
  [`[${MASSCAN[0]}\noops]`, 'line 2 of the report: expected an object, but got oops'],
])('%s is ERR_REPORT', async (text, message) => {
  await expect(readReport(text)).rejects.toMatchObject({
    code: 'ERR_REPORT',
    message: expect.stringContaining(message) as unknown,
  })
})
