import { expect, test } from 'vitest'
import { parsePolicy } from '../../../../src/report/policy/parse-policy.ts'
import { policyScan } from '../../../../src/report/policy/policy-scan.ts'

test('what must be looked at, and whom', () => {
  const policy = parsePolicy({
    version: 1,
    hosts: [
      { host: '192.0.2.0/28', ports: [22, '8000-8010', { port: 9443, service: 'https' }] },
      { tag: 'web', ports: [80] },
      { host: 'db.example', required: true, ports: ['5432', 'U:53'] },
    ],
  })
  expect(policyScan(policy)).toEqual({
    targets: ['192.0.2.0/28', 'db.example'],
    ports: ['top-1000', '9443', '5432', 'U:53'],
    services: true,
  })
})

test('what the policy says of the scan counts', () => {
  const hosts = [{ host: '192.0.2.7', ports: [{ port: 22, service: 'ssh' }] }]
  expect(policyScan(parsePolicy({ version: 1, scan: { ports: '-', services: false }, hosts }))).toMatchObject(
    {
      ports: ['1-65535', '22'],
      services: false,
    },
  )
  expect(policyScan(parsePolicy({ version: 1, hosts: [{ host: '192.0.2.7', ports: '22' }] })).services).toBe(
    false,
  )
})
