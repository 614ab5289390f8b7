import type { HostEntry } from '../../../../src/report/policy/policy-file.ts'
import { parsePolicy } from '../../../../src/report/policy/parse-policy.ts'
import type { Policy } from '../../../../src/report/policy/policy.ts'

export function policyOfHosts(...hosts: readonly HostEntry[]): Policy {
  return parsePolicy({ version: 1, hosts })
}

/** What stands there instead of a policy, and what is said of it. */
export const wrong: readonly (readonly [title: string, value: unknown, message: string])[] = [
  [
    'no object',
    7,
    'policy: expected a policy, such as { version: 1, hosts: [{ host: …, ports: [22, 443] }] }, but got 7',
  ],
  ['another version', { version: 2 }, 'policy: version: expected version: 1, but got 2'],
  ['no version', {}, 'policy: version: missing; expected version: 1'],
  ['an unknown key', { version: 1, host: [] }, "policy: host: unknown key 'host'; did you mean 'hosts'?"],
  [
    'a key that is like none',
    { foo: 1 },
    "policy: foo: unknown key 'foo'; expected $schema, version, scan, hosts",
  ],
  [
    'a prototype',
    JSON.parse('{"__proto__":{}}'),
    "policy: __proto__: unknown key '__proto__'; expected $schema, version, scan, hosts",
  ],
  [
    'no hosts',
    { version: 1, hosts: [] },
    'policy: hosts: expected a list of 1 to 10000 hosts, such as [{ host: 192.0.2.7, ports: [22] }], but got []',
  ],
  [
    'a name for a scanned port',
    { version: 1, scan: { ports: 'top-100' }, hosts: [] },
    "policy: scan.ports: expected ports from 1 to 65535, such as 443, '8000-8010' or 'U:53', but got 'top-100'",
  ],
  [
    'a wrong key of scan',
    { version: 1, scan: { port: 1 }, hosts: [] },
    "policy: scan.port: unknown key 'port'; did you mean 'ports'?",
  ],
  ...inHosts([
    [
      'a host that is none',
      { host: '192.0.2.0/33', ports: [] },
      ".host: expected an address, a block, a range or a name, such as '192.0.2.0/28', '192.0.2.1-20' or 'db.example', but got '192.0.2.0/33'",
    ],
    [
      'no host',
      { ports: [] },
      ".host: missing; expected an address, a block, a range or a name, such as '192.0.2.0/28', '192.0.2.1-20' or 'db.example'",
    ],
    [
      'a host and a tag',
      { host: '192.0.2.7', tag: 'web', ports: [] },
      ': has both host and tag; expected one of them',
    ],
    [
      'an empty tag',
      { tag: '', ports: [] },
      ".tag: expected the label of a target, such as 'web', but got ''",
    ],
    [
      'no ports',
      { host: '192.0.2.7' },
      ".ports: missing; expected a list of ports from 1 to 65535, such as 443, '8000-8010' or 'U:53'; [] where nothing may be open",
    ],
    [
      'a word for a switch',
      { host: '192.0.2.7', required: 'yes', ports: [] },
      ".required: expected true or false, but got 'yes'",
    ],
    [
      'a port twice',
      { host: '192.0.2.7', ports: [22, 'T:22'] },
      '.ports[1]: names the port of hosts[0].ports[0] again; expected it once',
    ],
  ]),
  ...inPorts([
    [
      'a port that is none',
      70_000,
      ": expected ports from 1 to 65535, such as 443, '8000-8010' or 'U:53', but got 70000",
    ],
    ['a wrong key', { port: 1, tsl: true }, ".tsl: unknown key 'tsl'; did you mean 'tls'?"],
    ['no port', {}, ".port: missing; expected ports from 1 to 65535, such as 443, '8000-8010' or 'U:53'"],
    [
      'a number for a version',
      { port: 1, version: 1.1 },
      ".version: expected a version in quotes, such as '1.1' or '>=1.1', but got 1.1",
    ],
    [
      'a version that is none',
      { port: 1, version: 'latest' },
      ".version: expected a version, such as '>=1.24', '>=1.24 <2' or '9.2', but got 'latest'",
    ],
    [
      'no services',
      { port: 1, service: [] },
      ".service: expected a protocol, such as 'ssh', or a list of them, but got []",
    ],
    [
      'a service that is none',
      { port: 1, service: ['ssh', 7] },
      ".service[1]: expected a protocol, such as 'ssh', or a list of them, but got 7",
    ],
    [
      'an empty product',
      { port: 1, product: ' ' },
      ".product: expected a program, such as 'nginx', or a list of them, but got ' '",
    ],
    [
      'TLS forbidden',
      { port: 1, tls: false },
      '.tls: expected true, or an object with atLeast and daysLeft, but got false',
    ],
    [
      'a number for a TLS version',
      { port: 1, tls: { atLeast: 1.2 } },
      ".tls.atLeast: expected one of SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3, DTLSv1, DTLSv1.2, DTLSv1.3; did you mean 'TLSv1.2'?",
    ],
    [
      'another spelling of TLS',
      { port: 1, tls: { atLeast: 'tls1.3' } },
      ".tls.atLeast: expected one of SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3, DTLSv1, DTLSv1.2, DTLSv1.3; did you mean 'TLSv1.3'?",
    ],
    [
      'a TLS version that is none',
      { port: 1, tls: { atLeast: 'strong' } },
      ".tls.atLeast: expected one of SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3, DTLSv1, DTLSv1.2, DTLSv1.3, but got 'strong'",
    ],
    [
      'days below 0',
      { port: 1, tls: { daysLeft: -1 } },
      '.tls.daysLeft: expected days from 0 to 36500, such as 14, but got -1',
    ],
  ]),
  [
    'the same hosts twice',
    {
      version: 1,
      hosts: [
        { host: 'DB.example', ports: [] },
        { host: 'db.example', ports: [] },
      ],
    },
    'policy: hosts[1]: is about the hosts of hosts[0] again; expected one entry',
  ],
]

function inHosts(
  cases: readonly (readonly [string, unknown, string])[],
): (readonly [string, unknown, string])[] {
  return cases.map(([title, host, message]) => [
    title,
    { version: 1, hosts: [host] },
    `policy: hosts[0]${message}`,
  ])
}

function inPorts(
  cases: readonly (readonly [string, unknown, string])[],
): (readonly [string, unknown, string])[] {
  return cases.map(([title, port, message]) => [
    title,
    { version: 1, hosts: [{ host: '192.0.2.7', ports: [port] }] },
    `policy: hosts[0].ports[0]${message}`,
  ])
}
