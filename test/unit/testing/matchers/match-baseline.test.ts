import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { scan } from '../../../../src/index.ts'
import { judgeBaseline, type BaselineOptions } from '../../../../src/testing/matchers/match-baseline.ts'
import type { Scannable } from '../../../../src/testing/matchers/scannable.ts'
import { connector, here } from './exposed-world.ts'

const policy = {
  version: 1,
  scan: { ports: '20-24,80,8443' },
  hosts: [
    { host: '192.0.2.7', ports: [22, { port: 80, service: 'http', version: '>=1.24' }, 8443] },
    { host: '192.0.2.8', ports: [22], required: true },
  ],
} as const

const judge = (
  received: Scannable,
  baseline: Parameters<typeof judgeBaseline>[1],
  options?: BaselineOptions,
) => judgeBaseline(received, baseline, { ...here, ...options })

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'portscan-core-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('what is open is what the policy allows, of the host that is meant alone', async () => {
  expect(await judge('192.0.2.7', policy)).toMatchObject({ pass: true })
  expect(await judge('192.0.2.8', policy)).toMatchObject({ pass: true })
})

test('what differs is told', async () => {
  const [, other] = policy.hosts
  const strict = {
    ...policy,
    hosts: [{ host: '192.0.2.7', ports: [22, { port: 80, version: '>=1.25' }] }, other],
  }
  const { pass, message } = await judge('192.0.2.7', strict)
  expect(pass).toBe(false)
  expect(message).toContain('192.0.2.7 is not as the baseline says')
  expect(message).toMatch(/8443\/tcp is open/)
  expect(message).toMatch(/1\.24\.0, expected >=1\.25/)
})

test('a report is held against all of the policy', async () => {
  const options = { ports: '20-24,80,8443', connector, services: here.services }
  const both = await scan(['192.0.2.7', '192.0.2.8'], options).report()
  expect((await judgeBaseline(both, policy)).pass).toBe(true)
  const one = await scan('192.0.2.7', options).report()
  await expect(judgeBaseline(one, policy)).rejects.toThrow('192.0.2.8')
  await expect(judgeBaseline(both, policy, { ports: '25' })).rejects.toThrow('192.0.2.8: 25 not scanned')
})

test('what was not looked at is neither a pass nor a failure', async () => {
  await expect(judge('192.0.2.7:22', policy)).rejects.toThrow('Not all of it could be looked at')
  const broken = judge('192.0.2.7', {
    version: 1,
    scan: { ports: '26' },
    hosts: [{ host: '192.0.2.7', ports: [] }],
  })
  await expect(broken).rejects.toThrow('Not all of it could be looked at')
  const named = {
    version: 1,
    scan: { ports: '20-24,80,8443' },
    hosts: [{ host: 'www.example', ports: '-' }],
  } as const
  await expect(judge('www.example', named, { deny: '2001:db8::7' })).rejects.toThrow('2001:db8::7: policy')
})

test.each(['ports.yaml', 'new/ports.json'])(
  'a baseline is written where that is asked for, and holds then: %s',
  async (name) => {
    const file = join(folder(), name)
    const ports = '20-24,80,8443'
    await expect(judge('192.0.2.7', file)).rejects.toThrow(
      'there is no such baseline; the -u of vitest and jest',
    )
    expect(await judge('192.0.2.7', file, { ports, update: true })).toMatchObject({ pass: true })
    const written = readFileSync(file, 'utf8')
    expect(written).toContain('OpenSSH')
    expect(await judge('192.0.2.7', pathToFileURL(file))).toMatchObject({ pass: true })
    expect(await judge('192.0.2.7', file, { update: true })).toMatchObject({ pass: true })
    expect(readFileSync(file, 'utf8')).toBe(written)
  },
)

test('one that differs is written anew, unless that would lose what it says of others', async () => {
  const path = folder()
  const file = join(path, 'ports.json')
  const entry = { host: '192.0.2.7', ports: [22] }
  const scanned = { ports: '20-24,80,8443' }
  writeFileSync(file, JSON.stringify({ version: 1, scan: scanned, hosts: [entry] }))
  expect(await judge('192.0.2.7', file)).toMatchObject({ pass: false })
  expect(await judge('192.0.2.7', file, { update: true })).toMatchObject({ pass: true })
  expect(readFileSync(file, 'utf8')).toContain('8443')
  const two = JSON.stringify({ version: 1, scan: scanned, hosts: [entry, { host: '192.0.2.9', ports: [] }] })
  writeFileSync(file, two)
  await expect(judge('192.0.2.7', file, { update: true })).rejects.toThrow(
    'it is about other hosts too (192.0.2.9)',
  )
  expect(readFileSync(file, 'utf8')).toBe(two)
})

test('nothing is written of what was not looked at, and nothing over what cannot be read', async () => {
  const path = folder()
  const file = join(path, 'ports.json')
  const options = { update: true, ports: '22', deny: '2001:db8::7' }
  await expect(judge('www.example', file, options)).rejects.toThrow('No baseline was written for www.example')
  writeFileSync(file, '{ "version": 2 }')
  await expect(judge('192.0.2.7', file, { update: true })).rejects.toThrow('expected version: 1')
  expect(readFileSync(file, 'utf8')).toBe('{ "version": 2 }')
  await expect(judge('192.0.2.7', join(path, 'ports.txt'), { update: true })).rejects.toThrow(
    '.json, .yaml or .yml',
  )
})
