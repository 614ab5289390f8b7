import { describe, expect, test } from 'vitest'
import { scan } from '../../../../src/index.ts'
import { judgeOpenPort, type OpenPortOptions } from '../../../../src/testing/matchers/open-port.ts'
import type { OnePort } from '../../../../src/testing/matchers/one-port.ts'
import type { Scannable } from '../../../../src/testing/matchers/scannable.ts'
import { memoryNetwork } from '../../../../src/testing/memory-network.ts'
import { closes, greets } from '../../../../src/testing/peer-script.ts'
import { simulatedNetwork } from '../../../../src/testing/simulated-network.ts'
import { connector, here, resolver, services } from './exposed-world.ts'

const judge = (received: Scannable, port: OnePort, options?: OpenPortOptions) =>
  judgeOpenPort(received, port, { connector, resolver, ...options })
const named = (port: OnePort, options: OpenPortOptions) =>
  judgeOpenPort('192.0.2.7', port, { ...here, ...options })

test('a port is open, or it is not', async () => {
  expect((await judge('192.0.2.7', 22)).pass).toBe(true)
  const { pass, message } = await judge('192.0.2.7', 23)
  expect(pass).toBe(false)
  expect(message).toMatchInlineSnapshot(`
    "23/tcp of 192.0.2.7 is not open

      not open  192.0.2.7 23/tcp  closed (conn-refused)"
  `)
})

test('one address of a name will do, and each of them is told', async () => {
  expect((await judge('www.example', 22)).pass).toBe(true)
  const { pass, message } = await judge('www.example', 23)
  expect(pass).toBe(false)
  expect(message).toContain('192.0.2.7 23/tcp')
  expect(message).toContain('2001:db8::7 23/tcp')
})

test.each<[string, OnePort, OpenPortOptions, boolean]>([
  ['its service', 22, { service: 'ssh' }, true],
  ['one of several', 22, { service: ['telnet', 'ssh'] }, true],
  ['another service', 22, { service: 'http' }, false],
  ['its program, whatever the case', 22, { product: 'openssh' }, true],
  ['another program', 80, { product: 'Apache' }, false],
  ['a version that is new enough', 22, { version: '>=9.2' }, true],
  ['one that is not', 80, { service: 'http', product: 'nginx', version: '>=1.25' }, false],
  ['a service without TLS', 80, { service: 'https' }, false],
  ['a TLS version of one that speaks none', 80, { tlsAtLeast: 'TLSv1.2' }, false],
  ['days of a certificate that is not there', 80, { certificateDays: 14 }, false],
])('%s', async (_, port, demands, pass) => {
  expect(await named(port, demands)).toMatchObject({ pass })
})

test('what differs is told with what was found', async () => {
  const { message } = await named(80, { service: 'https', version: '>=1.25' })
  expect(message).toMatchInlineSnapshot(`
    "80/tcp of 192.0.2.7 is open, but not what it should be

      differs  192.0.2.7 80/tcp  open (syn-ack), http, nginx 1.24.0, by http: status line HTTP/1.1 200, Server field
          80/tcp is http, expected https"
  `)
})

describe('what cannot be told throws', () => {
  test.each<[string, OnePort, OpenPortOptions]>([
    ['a service that nothing named, whatever its number says', 8443, { service: 'https' }],
    ['a program that is not told', 22, { product: 'OpenSSH' }],
    ['a version that is not told', 22, { version: '>=1' }],
    ['TLS where nothing named the service', 8443, { tlsAtLeast: 'TLSv1.2' }],
  ])('%s', async (_, port, demands) => {
    const ports = { '192.0.2.7:22': greets('SSH-2.0-x\r\n', closes), '192.0.2.7:8443': closes }
    const asked = judge('192.0.2.7', port, {
      ...demands,
      connector: memoryNetwork({ ports }).connector,
      services,
    })
    await expect(asked).rejects.toThrow(/^It cannot be told whether .* is open, and what it should be\n/)
  })

  test('but not where something else is wrong for certain', async () => {
    expect(await named(80, { service: 'ssh', certificateDays: 3 })).toMatchObject({ pass: false })
    expect(await named(80, { product: 'nginx', version: '>=2', tlsAtLeast: 'TLSv1' })).toMatchObject({
      pass: false,
    })
  })

  test('a port of a host whose scan had a canary that failed', async () => {
    const report = await scan('192.0.2.7', { ports: '22-23', connector, states: 'all' }).report()
    const suspect = {
      ...report,
      hosts: report.hosts.map((host) => ({ ...host, marks: ['suspect'] as const })),
    }
    expect((await judgeOpenPort(suspect, 22)).pass).toBe(true)
    await expect(judgeOpenPort(suspect, 23)).rejects.toThrow('canary')
  })

  test('a name that does not resolve', async () => {
    await expect(judge('missing.example', 22)).rejects.toMatchObject({ code: 'ERR_RESOLVE' })
  })

  test('a port that this machine fails to ask', async () => {
    await expect(judge('192.0.2.7', 26)).rejects.toThrow(
      /It cannot be told whether 26\/tcp .* is open\n\n.*\n\nNot known:\n {2}192\.0\.2\.7: unknown/,
    )
  })

  test('a port that was not scanned', async () => {
    await expect(judge('192.0.2.7:80', 22)).rejects.toThrow('192.0.2.7: not scanned')
  })

  test('an address that was not looked at, unless another one has it open', async () => {
    const deny = '2001:db8::7'
    expect((await judge('www.example', 22, { deny })).pass).toBe(true)
    await expect(judge('www.example', 23, { deny })).rejects.toThrow('2001:db8::7: policy')
  })

  test('silence over UDP', async () => {
    const { connector, clock, random } = simulatedNetwork({ hosts: { '192.0.2.7': { open: 'U:53' } } })
    const judged = clock.run(judge('192.0.2.7', 'U:53', { connector, clock, random }))
    await expect(judged).rejects.toThrow('UDP kept silent')
  })

  test('a report that does not name services', async () => {
    const report = await scan('192.0.2.7', { ports: '22-23', connector }).report()
    expect((await judgeOpenPort(report, 22)).pass).toBe(true)
    expect((await judgeOpenPort(report, 23)).pass).toBe(false)
    await expect(judgeOpenPort(report, 22, { service: 'ssh' })).rejects.toThrow('scan with services')
    await expect(judgeOpenPort({ ...report, hosts: [] }, 22)).rejects.toThrow('no host is in the report')
  })
})

test('a firewall that keeps silent: the port is known not to be open, in the time that a test has', async () => {
  const { connector, clock, random } = simulatedNetwork({ hosts: { '192.0.2.7': { rest: 'filtered' } } })
  const { pass, message } = await clock.run(judge('192.0.2.7', 443, { connector, clock, random }))
  expect(pass).toBe(false)
  expect(message).toContain('filtered (no-response)')
  expect(clock.now()).toBeLessThan(4_800)
})

test('an address that is left out on purpose is not missed', async () => {
  expect((await judge('www.example', 8080, { exclude: '2001:db8::7' })).pass).toBe(false)
})

test.each<[string, OpenPortOptions, string]>([
  ['a version', { version: 'new' }, "option 'version'"],
  ['a TLS version', { tlsAtLeast: 'TLS1.2' as 'TLSv1.2' }, "option 'tlsAtLeast': expected one of"],
  ['days', { certificateDays: -1 }, "option 'certificateDays': expected days"],
])('%s that nothing can be is told, also of a closed port', async (_, demands, words) => {
  await expect(judge('192.0.2.7', 23, demands)).rejects.toThrow(words)
})

test('what is no port and no demand is told', async () => {
  await expect(judge('192.0.2.7', 70_000)).rejects.toMatchObject({ code: 'ERR_OPTION' })
  await expect(judge('192.0.2.7', '22,23' as OnePort)).rejects.toThrow(
    "expected one port, such as 443 or 'U:53'",
  )
  await expect(named(22, { version: 'new' })).rejects.toMatchObject({ code: 'ERR_OPTION' })
  await expect(judge('192.0.2.7', 22, { servce: 'ssh', services } as OpenPortOptions)).rejects.toThrow(
    'service',
  )
})
