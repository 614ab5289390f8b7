import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dnsResolver } from '../../src/resolve/dns-resolver.ts'
import type { Resolver } from '../../src/resolve/resolver.ts'
import { resolverContract } from '../../src/testing/contracts/resolver-contract.ts'
import {
  missingProgram,
  startServer,
  type RealServer,
  type ServerCommand,
  type ServerPlace,
} from '../support/real-server.ts'
import { contractTests } from '../support/contract-tests.ts'

// More than a datagram of 1,232 octets holds; named takes no more of one name.
const many = Array.from({ length: 100 }, (_, i) => `10.1.${i >> 8}.${i & 255}`)

/** Name, type, data: what both servers are told. */
const records: readonly (readonly [string, string, string])[] = [
  ['host.example', 'A', '192.0.2.7'],
  ['host.example', 'A', '192.0.2.8'],
  ['host.example', 'AAAA', '2001:db8::7'],
  ['four.example', 'A', '192.0.2.4'],
  ['alias.example', 'CNAME', 'host.example.'],
  ['second.example', 'CNAME', 'alias.example.'],
  ['ring-a.example', 'CNAME', 'ring-b.example.'],
  ['ring-b.example', 'CNAME', 'ring-a.example.'],
  ['under_score.example', 'A', '192.0.2.5'],
  ['text.example', 'TXT', Array.from({ length: 20 }, () => `"${'x'.repeat(250)}"`).join(' ')],
  ...many.map((address) => ['many.example', 'A', address] as const),
  ['7.2.0.192.in-addr.arpa', 'PTR', 'host.example.'],
  ['8.2.0.192.in-addr.arpa', 'PTR', 'odd\\032name.example.'],
  ['8.2.0.192.in-addr.arpa', 'PTR', 'b.example.'],
]

function bind({ port, directory }: ServerPlace): ServerCommand {
  const zone = (name: string, inside: (owner: string) => boolean): string => {
    const file = join(directory, `${name}.zone`)
    const lines = records
      .filter(([owner]) => inside(owner))
      .map(([owner, type, data]) => `${owner}. 60 IN ${type} ${data}`)
    writeFileSync(
      file,
      [
        `$TTL 60`,
        `${name}. IN SOA ns.${name}. admin.${name}. 1 60 60 60 60`,
        `${name}. IN NS ns.${name}.`,
        `ns.${name}. IN A 127.0.0.1`,
        ...lines,
        '',
      ].join('\n'),
    )
    return `zone "${name}" { type primary; file "${file}"; };`
  }
  const config = join(directory, 'named.conf')
  writeFileSync(
    config,
    `options {
      directory "${directory}"; pid-file none; session-keyfile "${directory}/session.key";
      managed-keys-directory "${directory}"; dnssec-validation no; recursion no; check-names primary ignore; allow-query { 127.0.0.1; };
      listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
    };
    controls { };
    ${zone('example', (owner) => owner.endsWith('.example'))}
    ${zone('2.0.192.in-addr.arpa', (owner) => owner.endsWith('.arpa'))}`,
  )
  return { program: 'named', args: ['-g', '-c', config] }
}

function unbound({ port, directory }: ServerPlace): ServerCommand {
  const config = join(directory, 'unbound.conf')
  const data = records.map(([owner, type, value]) => `  local-data: '${owner}. 60 IN ${type} ${value}'`)
  writeFileSync(
    config,
    [
      'server:',
      '  do-daemonize: no',
      '  username: ""',
      '  chroot: ""',
      '  pidfile: ""',
      '  use-syslog: no',
      '  logfile: ""',
      `  directory: "${directory}"`,
      '  interface: 127.0.0.1',
      `  port: ${port}`,
      '  module-config: "iterator"',
      '  do-not-query-localhost: no',
      '  local-zone: "example." static',
      '  local-zone: "2.0.192.in-addr.arpa." static',
      ...data,
      'remote-control:',
      '  control-enable: no',
      '',
    ].join('\n'),
  )
  return { program: 'unbound', args: ['-d', '-p', '-c', config] }
}

const servers = [
  ['named', bind],
  ['unbound', unbound],
] as const

for (const [program, prepare] of servers) {
  const missing = missingProgram(program)
  describe.skipIf(missing !== undefined)(`dnsResolver against ${program}${missing ?? ''}`, () => {
    let server: RealServer
    let resolver: Resolver

    beforeAll(async () => {
      server = await startServer(prepare)
      resolver = dnsResolver({ servers: [`127.0.0.1:${server.port}`] })
    })
    afterAll(() => server?.stop())

    contractTests(
      program,
      resolverContract(() => ({
        resolver,
        name: 'host.example',
        addresses: ['192.0.2.7', '192.0.2.8', '2001:db8::7'],
        missing: 'missing.example',
        named: { address: '192.0.2.7', name: 'host.example' },
      })),
    )

    test('one family only, whatever the case, with underscores', async () => {
      expect(await resolver.resolve('FOUR.Example.')).toEqual(['192.0.2.4'])
      expect(await resolver.resolve('under_score.example')).toEqual(['192.0.2.5'])
      await expect(resolver.resolve('four.example', { family: 6 })).rejects.toMatchObject({
        failure: 'not-found',
      })
      await expect(resolver.resolve('text.example')).rejects.toMatchObject({ failure: 'not-found' })
    })

    test('aliases, and a ring of them', async () => {
      expect(await resolver.resolve('second.example', { family: 6 })).toEqual(['2001:db8::7'])
      await expect(resolver.resolve('ring-a.example')).rejects.toMatchObject({ code: 'ERR_RESOLVE' })
    })

    test('a hundred addresses come by TCP, and 64 are kept', async () => {
      const found = await resolver.resolve('many.example', { family: 4 })
      expect(found).toHaveLength(64)
      expect(many).toEqual(expect.arrayContaining([...found]))
    })

    test('names of addresses, without the odd ones', async () => {
      expect(await resolver.reverse('192.0.2.8')).toEqual(['b.example'])
      expect(await resolver.reverse('192.0.2.99')).toEqual([])
    })

    test('500 names at once', async () => {
      const all = await Promise.all(
        Array.from({ length: 500 }, () => resolver.resolve('four.example', { family: 4 })),
      )
      expect(all.every(([address]) => address === '192.0.2.4')).toBe(true)
    })
  })
}
