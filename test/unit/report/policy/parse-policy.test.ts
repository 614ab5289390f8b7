import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ScanError } from '../../../../src/model/errors.ts'
import { formatPorts } from '../../../../src/model/format-ports.ts'
import { parsePolicy, readPolicy } from '../../../../src/report/policy/parse-policy.ts'
import type { PolicyFile } from '../../../../src/report/policy/policy-file.ts'
import { wrong } from './policies.ts'

test('all that a policy may say', () => {
  const policy = parsePolicy({
    version: 1,
    scan: { ports: '1-1024,U:53', services: true },
    hosts: [
      {
        host: '192.0.2.0/28',
        required: true,
        ports: [
          22,
          '8000-8010',
          {
            port: 443,
            required: false,
            service: ['https', 'http'],
            product: 'nginx',
            version: '>=1.24',
            tls: { atLeast: 'TLSv1.2', daysLeft: 14 },
          },
        ],
      },
      { tag: 'dns', ports: 'U:53' },
      { host: 'db.example', ports: [] },
    ],
  })
  expect(formatPorts(policy.scan.ports!)).toBe('1-1024,U:53')
  expect(policy.scan.services).toBe(true)
  const [block, tag, name] = policy.hosts
  expect(block!.ports.map(({ ports }) => formatPorts(ports))).toEqual(['22', '8000-8010', '443'])
  expect(block!.ports.map(({ required }) => required)).toEqual([true, true, false])
  expect(block!.ports[2]).toMatchObject({
    service: ['https', 'http'],
    product: ['nginx'],
    version: { text: '>=1.24' },
    tls: { atLeast: 'TLSv1.2', daysLeft: 14 },
    place: { path: 'hosts[0].ports[2]' },
  })
  expect(tag).toMatchObject({ text: 'dns', pattern: { kind: 'tag', tag: 'dns' } })
  expect(name).toMatchObject({
    text: 'db.example',
    pattern: { kind: 'name' },
    ports: [],
    place: { path: 'hosts[2]' },
  })
})

test.each(wrong)('%s', (_title, value, message) => {
  expect(() => parsePolicy(value as PolicyFile)).toThrow(
    expect.objectContaining({ code: 'ERR_OPTION', message }),
  )
})

test('a file and a line, where they are known', () => {
  const source = { name: 'ports.yaml', lineOf: () => 7 }
  expect(() => readPolicy({ version: 2 }, source)).toThrow(
    'ports.yaml:7: version: expected version: 1, but got 2',
  )
})

test('whatever comes is read or refused', () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('version', 'hosts', 'host', 'ports', '__proto__') }),
      (value) => {
        try {
          readPolicy(value, {})
        } catch (error) {
          expect(error).toBeInstanceOf(ScanError)
        }
      },
    ),
  )
})
