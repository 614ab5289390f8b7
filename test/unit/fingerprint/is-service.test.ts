import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { isService } from '../../../src/fingerprint/is-service.ts'
import { recognize } from '../../../src/fingerprint/recognize.ts'
import { commonServices, optInServices } from '../../../src/fingerprint/services/index.ts'
import type { Service } from '../../../src/model/service.ts'

const source = (path: string): URL => new URL(`../../../src/fingerprint/${path}`, import.meta.url)
const details = readFileSync(source('service-details.ts'), 'utf8')

it('lets the compiler know what a service tells', () => {
  const line = Buffer.from('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n')
  const service: Service | undefined = recognize(line, { transport: 'tcp' })
  if (!isService(service, 'ssh')) throw new Error('expected ssh')
  const software: string | undefined = service.details.software
  expect(software).toBe('OpenSSH_9.2p1')
})

it('is no other service, and no guess', () => {
  const guess: Service = {
    name: 'ssh',
    details: {},
    confidence: 'port-table',
    probe: 'none',
    evidence: 'no probe was answered',
  }
  expect(isService(guess, 'ssh')).toBe(false)
  expect(isService({ ...guess, confidence: 'pattern' }, 'ssh')).toBe(true)
  expect(isService({ ...guess, confidence: 'pattern' }, 'ftp')).toBe(false)
  expect(isService(undefined, 'ssh')).toBe(false)
})

it('knows the details of every service that has some', () => {
  const missing = readdirSync(fileURLToPath(source('services'))).flatMap((file) =>
    [
      ...readFileSync(source(`services/${file}`), 'utf8').matchAll(
        /^export (?:interface|type) (\w+Details)\b/gm,
      ),
    ]
      .map(([, name]) => `import('./services/${file}').${name}`)
      .filter((type) => !details.includes(type)),
  )
  expect(missing).toEqual([])
})

it('names only services that there are', () => {
  const names = [...details.matchAll(/^ {2}readonly '?([\w-]+)'?: import/gm)].map(([, name]) => name!)
  const known = new Set([...commonServices, ...optInServices].map(({ name }) => name))
  /** Names that another probe's answer gives. */
  const byOthers = ['http-proxy', 'mountd', 'netbios-ssn', 'nfs_acl', 'nlockmgr', 'rpc', 'rquotad', 'status']
  expect(names.filter((name) => !known.has(name))).toEqual(byOthers)
})
