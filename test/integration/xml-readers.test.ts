import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scan, type ScanEvent } from '../../src/index.ts'
import { writeReport, xmlWriter } from '../../src/report/index.ts'
import { closedPort, greets, scriptedServer } from '../../src/testing/index.ts'
import { missingProgram } from '../support/real-server.ts'
import { tlsServer } from '../support/tls-server.ts'
import { attacks, openPort, openService } from '../unit/report/arbitrary-events.ts'
import { writeAll } from '../unit/report/write-all.ts'

// What others read nmap's XML with, on files of ours.

/** The Python of the system, which has the system's packages. */
const PYTHON = '/usr/bin/python3'
const noNdiff = missingProgram('ndiff')
const noLibnmap = missingPackage('libnmap')

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'portscan-xml-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test.skipIf(noNdiff !== undefined)(`ndiff tells two scans apart${noNdiff ?? ''}`, async () => {
  const { before, after, ports } = await twoScans()
  expect(ndiff(before, before)).toEqual({ status: 0, lines: [] })
  const { status, lines } = ndiff(before, after)
  expect(status).toBe(1)
  expect(lines.filter((line) => /^[-+]\d/.test(line))).toEqual([
    expect.stringMatching(new RegExp(`^-${ports.ssh}/tcp +open +ssh +OpenSSH 9.2p1`)),
    expect.stringMatching(new RegExp(`^\\+${ports.ssh}/tcp +open +ssh +OpenSSH 9.9p2`)),
  ])
})

test.skipIf(noNdiff !== undefined)(`ndiff reads what hostile peers sent${noNdiff ?? ''}`, () => {
  const file = hostileFile()
  expect(ndiff(file, file)).toEqual({ status: 0, lines: [] })
})

test.skipIf(noLibnmap !== undefined)(`libnmap reads a scan${noLibnmap ?? ''}`, async () => {
  const { before, ports } = await twoScans()
  const [host, ...others] = libnmap(before)
  expect(others).toEqual([])
  expect(host).toMatchObject({ address: '127.0.0.1', status: 'up', closed: 1 })
  expect(host?.services).toEqual(
    [
      [
        ports.ssh,
        'tcp',
        'open',
        'ssh',
        'OpenSSH',
        '9.2p1',
        '',
        'cpe:/a:openbsd:openssh:9.2:p1 cpe:/o:debian:debian_linux:12',
      ],
      [ports.web, 'tcp', 'open', 'http', 'nginx', '1.24.0', 'ssl', expect.stringContaining('nginx:1.24.0')],
    ].sort(([a], [b]) => Number(a) - Number(b)),
  )
})

test.skipIf(noLibnmap !== undefined)(`libnmap reads what hostile peers sent${noLibnmap ?? ''}`, () => {
  const [host] = libnmap(hostileFile())
  expect(host?.services.map(([port]) => port)).toEqual(attacks.map((_, index) => index + 1))
})

/** A host with two services before and after an update, and one port that is closed. */
async function twoScans(): Promise<{ before: string; after: string; ports: { ssh: number; web: number } }> {
  let version = '9.2p1 Debian-2+deb12u3'
  await using ssh = await scriptedServer((peer) => greets(`SSH-2.0-OpenSSH_${version}\r\n`)(peer))
  await using web = await tlsServer((socket) =>
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 0\r\n\r\n'),
    ),
  )
  const options = { ports: [ssh.port, web.port, await closedPort()], services: true } as const
  const before = xmlFile('before.xml', [
    ...writeReport(await scan('127.0.0.1', options).report(), xmlWriter()),
  ])
  version = '9.9p2'
  const after = xmlFile('after.xml', [...writeReport(await scan('127.0.0.1', options).report(), xmlWriter())])
  return { before, after, ports: { ssh: ssh.port, web: web.port } }
}

function hostileFile(): string {
  const events: ScanEvent[] = attacks.map((text, index) => {
    const facts = { product: text, version: text, info: text, hostname: text, os: text, cpe: [text] }
    return openPort({ port: index + 1, portName: text, service: openService({ name: text, ...facts }) })
  })
  return xmlFile('hostile.xml', [writeAll(xmlWriter(), events)])
}

function xmlFile(name: string, text: readonly string[]): string {
  const path = join(directory, name)
  writeFileSync(path, text.join(''))
  return path
}

function ndiff(before: string, after: string): { status: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync('ndiff', [before, after], { encoding: 'utf8' })
  expect(stderr).toBe('')
  // Two lines say when and how the scans were made.
  return { status, lines: stdout.split('\n').filter((line) => line !== '' && !line.includes(' initiated ')) }
}

interface ReadHost {
  readonly address: string
  readonly status: string
  readonly closed: number
  readonly services: readonly (readonly unknown[])[]
}

function libnmap(path: string): ReadHost[] {
  const script = `
import json, sys
from libnmap.parser import NmapParser
def service(s):
    d = s.service_dict
    cpe = [c.cpestring for c in s.cpelist]
    return [s.port, s.protocol, s.state, s.service, d.get('product', ''), d.get('version', ''), s.tunnel, ' '.join(cpe)]
def host(h):
    extra = h._extras.get('extraports') or {}
    closed = extra.get('count', {}).get('count', 0)
    return dict(address=h.address, status=h.status, closed=int(closed), services=[service(s) for s in h.services])
json.dump([host(h) for h in NmapParser.parse_fromfile(sys.argv[1]).hosts], sys.stdout)
`
  return JSON.parse(execFileSync(PYTHON, ['-c', script, path], { encoding: 'utf8' })) as ReadHost[]
}

function missingPackage(name: string): string | undefined {
  if (spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0) return undefined
  const reason = ` (skipped: not installed: python3-${name})`
  console.warn(`XML readers${reason}`)
  return reason
}
