import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { PolicyFile } from '../../../../src/report/policy/policy-file.ts'
import { policyText } from '../../../../src/report/policy/policy-text.ts'

const policy: PolicyFile = {
  $schema: 'https://schema.example/policy.json',
  version: 1,
  scan: { ports: '1-1024,U:53', services: true },
  hosts: [
    { host: '192.0.2.0/28', ports: [] },
    {
      host: '192.0.2.7',
      required: true,
      ports: [22, 'U:53', { port: 443, service: 'https', product: ['nginx', 'Apache httpd'] }],
    },
    { host: '2001:db8::7', ports: '-' },
    { tag: 'yes', ports: 22 },
  ],
}

test('YAML as a person would write it', () => {
  expect(policyText(policy)).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=https://schema.example/policy.json
    version: 1
    scan: { ports: "1-1024,U:53", services: true }
    hosts:
      - host: 192.0.2.0/28
        ports: []
      - host: 192.0.2.7
        required: true
        ports:
          - 22
          - U:53
          - { port: 443, service: https, product: [nginx, "Apache httpd"] }
      - host: "2001:db8::7"
        ports: "-"
      - tag: "yes"
        ports: 22
    "
  `)
})

test('both formats give back all of it', () => {
  const { $schema: _schema, ...said } = policy
  expect(parse(policyText(policy))).toEqual(said)
  expect(JSON.parse(policyText(policy, 'json'))).toEqual(policy)
})

test('any text comes back, in YAML 1.1 too, and a line is a line', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('no', 'null', '1.10', '1e3', '~', '0x10', '12:30', '*a', '# x', ''),
  )
  fc.assert(
    fc.property(text, text, (host, product) => {
      const policy: PolicyFile = { version: 1, hosts: [{ host, ports: [{ port: 22, product }] }] }
      const yaml = policyText(policy)
      expect(parse(yaml)).toEqual(policy)
      expect(parse(yaml, { version: '1.1' })).toEqual(policy)
      expect(yaml.split('\n')).toHaveLength(6)
      expect(JSON.parse(policyText(policy, 'json'))).toEqual(policy)
    }),
    { numRuns: 300 },
  )
})
