import { describe, expect, test } from 'vitest'
import type { Service } from '../../../../src/model/service.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { checkService, serviceName } from '../../../../src/report/policy/check-service.ts'
import type { PortEntry } from '../../../../src/report/policy/policy-file.ts'
import { portOf, servicePort } from '../diff/reports.ts'
import { openService } from '../arbitrary-events.ts'
import { policyOfHosts } from './policies.ts'

const now = Date.parse('2026-11-21T07:00:00Z')
const tls = { version: 'TLSv1.3' }

function found(
  service: Partial<Service> | undefined,
  entry: Omit<PortEntry, 'port'>,
  version = '0.1.0',
): string[] {
  const [host] = policyOfHosts({ host: '192.0.2.7', ports: [{ port: 443, ...entry }] }).hosts
  const result = service === undefined ? portOf(443) : servicePort(443, service)
  return checkService(result, host!.ports[0]!, {
    now,
    words: comparisonOf({ version: '0.1.0' }, { version }),
  }).map(({ kind, says }) => `${kind}: ${says}`)
}

describe('the service', () => {
  test.each<[string, Partial<Service>, string | string[]]>([
    ['by its name', { name: 'ssh' }, 'ssh'],
    ['in any case', { name: 'ssh' }, 'SSH'],
    ['one of several', { name: 'ssh' }, ['http', 'ssh']],
    ['https is http inside TLS', { name: 'http', tls }, 'https'],
    ['and http all the same', { name: 'http', tls }, 'http'],
    ['imaps', { name: 'imap', tls }, 'imaps'],
  ])('%s', (_title, service, wanted) => {
    expect(found(service, { service: wanted })).toEqual([])
  })

  test.each<[string, Partial<Service>, string | string[], string]>([
    ['another one', { name: 'telnet' }, 'ssh', 'service: is telnet, expected ssh'],
    ['none of several', { name: 'http', tls }, ['ssh', 'smtp'], 'service: is tls/http, expected ssh or smtp'],
    ['https without TLS', { name: 'http' }, 'https', 'service: is http, expected https'],
    [
      'https by STARTTLS',
      { name: 'http', tls: { ...tls, starttls: 'http' } },
      'https',
      'service: is http, expected https',
    ],
    [
      'the number of the port alone',
      { name: 'ssh', confidence: 'port-table' },
      'ssh',
      'service: is unknown, expected ssh',
    ],
  ])('%s', (_title, service, wanted, message) => {
    expect(found(service, { service: wanted })).toEqual([message])
  })
})

test.each<[string, Partial<Service>, Omit<PortEntry, 'port'>, string[]]>([
  ['the product', { product: 'nginx' }, { product: 'NGINX' }, []],
  [
    'another product',
    { product: 'Apache' },
    { product: ['nginx', 'Caddy'] },
    ['product: runs Apache, expected nginx or Caddy'],
  ],
  ['no product', {}, { product: 'nginx' }, ['product: runs a program that is not told, expected nginx']],
  ['the version', { product: 'nginx', version: '1.25.3' }, { version: '>=1.24' }, []],
  [
    'an old version',
    { product: 'nginx', version: '1.18.0' },
    { version: '>=1.24' },
    ['version: runs nginx 1.18.0, expected >=1.24'],
  ],
  [
    'no version',
    { product: 'nginx' },
    { version: '>=1.24' },
    ['version: runs a version that is not told, expected nginx >=1.24'],
  ],
  ['a version without a number', { version: 'git' }, { version: '1' }, ['version: runs git, expected 1']],
  [
    'of another product no version',
    { product: 'Apache', version: '1' },
    { product: 'nginx', version: '>=2' },
    ['product: runs Apache, expected nginx'],
  ],
  [
    'TLS beside it',
    { product: 'Apache' },
    { product: 'nginx', tls: true },
    ['product: runs Apache, expected nginx', 'tls: speaks no TLS, expected TLS'],
  ],
])('%s', (_title, service, entry, messages) => {
  expect(found(service, entry)).toEqual(messages)
})

test('a service that nobody asked for is not checked', () => {
  expect(found(undefined, { service: 'ssh' })).toEqual([
    'unchecked: is open, but the report does not name its service: scan with services',
  ])
  expect(found(undefined, {})).toEqual([])
})

test('what a service is called', () => {
  expect(serviceName(openService({ tls }))).toBe('tls/http')
  expect(serviceName(openService())).toBe('http')
  expect(serviceName(openService({ confidence: 'port-table' }))).toBe('unknown')
})

describe('words of another program', () => {
  const apache = { name: 'http', product: 'Apache httpd', version: '2.4.57 (Debian)', tls } as const

  test('are compared by what they mean', () => {
    expect(found({ name: 'domain' }, { service: 'dns' }, 'nmap 7.95')).toEqual([])
    expect(found(apache, { service: 'https', product: 'apache', version: '>=2.4.50' }, 'nmap 7.95')).toEqual(
      [],
    )
  })

  test('and one that says less is not what was asked for', () => {
    expect(found({ product: 'Apache' }, { product: 'Apache Tomcat' }, 'nmap 7.95')).toEqual([
      'product: runs Apache, expected Apache Tomcat',
    ])
    expect(found(apache, { product: 'Apache' })).toEqual(['product: runs Apache httpd, expected Apache'])
    expect(found({ name: 'domain' }, { service: 'dns' })).toEqual(['service: is domain, expected dns'])
  })
})
