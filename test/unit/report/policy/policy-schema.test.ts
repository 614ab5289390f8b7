import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { readPolicy } from '../../../../src/report/policy/parse-policy.ts'
import { wrong } from './policies.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../../../schema/policy.schema.json', import.meta.url), 'utf8'),
) as object
const fits = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema)

/** What no schema can say: whether a host is one, what was said before, numbers out of order. */
const BEYOND = ['a host that is none', 'a port twice', 'the same hosts twice']

test.each(wrong.filter(([title]) => !BEYOND.includes(title)))(
  '%s is refused by the schema too',
  (_title, value) => {
    expect(fits(value)).toBe(false)
  },
)

test.each<[string, object]>([
  ['the least', { host: '192.0.2.7', ports: [] }],
  [
    'ports in all ways',
    { tag: 'web', ports: [22, '80', '8000-8010, U:53', '-', '1024-', { port: 'U:123' }] },
  ],
  ['ports as text', { host: 'db.example', required: true, ports: '22,80' }],
  [
    'all conditions',
    {
      host: '2001:db8::/64',
      ports: [
        {
          port: 443,
          required: true,
          service: ['http', 'https'],
          product: 'nginx',
          version: '>=1.24, <2',
          tls: true,
        },
        { port: 853, tls: { atLeast: 'TLSv1.2', daysLeft: 14 } },
      ],
    },
  ],
])('%s is taken by both', (_title, host) => {
  const policy = {
    $schema: 'https://schema.example',
    version: 1,
    scan: { ports: '1-1024,U:53', services: false },
    hosts: [host],
  }
  expect(fits(policy), JSON.stringify(fits.errors)).toBe(true)
  expect(() => readPolicy(policy, {})).not.toThrow()
})
