import { expect, test } from 'vitest'
import { scan } from '../../../../src/index.ts'
import { judgeExposure } from '../../../../src/testing/matchers/expose-only.ts'
import type { ExposureOptions, Scannable } from '../../../../src/testing/matchers/scannable.ts'
import { memoryNetwork } from '../../../../src/testing/memory-network.ts'
import { closes, greets } from '../../../../src/testing/peer-script.ts'
import { simulatedNetwork } from '../../../../src/testing/simulated-network.ts'
import { connector, resolver, services } from './exposed-world.ts'

const ports = '20-24,80,8080,8443'

const judge = (
  received: Scannable,
  expected: Parameters<typeof judgeExposure>[1],
  options?: ExposureOptions,
) => judgeExposure(received, expected, { ports, connector, resolver, ...options })

/** Without what differs from run to run. */
const told = ({ message }: { readonly message: string }): string => message.replace(/\d+ ms/, '0 ms')

test('the ports that are open, and no others', async () => {
  const found = await judge('192.0.2.7', [22, 80, 8443])
  expect(found.pass).toBe(true)
  expect(told(found)).toMatchInlineSnapshot(`
    "192.0.2.7 exposes 22,80,8443 and nothing else

      as expected  192.0.2.7 22/tcp    open (syn-ack), usually ssh
      as expected  192.0.2.7 80/tcp    open (syn-ack), usually http
      as expected  192.0.2.7 8443/tcp  open (syn-ack), usually https-alt

    Looked at: 8 TCP ports (20-24,80,8080,8443) of 192.0.2.7 (0 ms). Of other ports nothing is known."
  `)
})

test('what differs is told port by port', async () => {
  const found = await judge('192.0.2.7', '80,8443,8080', { services })
  expect(found.pass).toBe(false)
  expect(told(found)).toMatchInlineSnapshot(`
    "192.0.2.7 exposes other ports than 80,8080,8443

      unexpected   192.0.2.7 22/tcp    open (syn-ack), ssh, OpenSSH 9.6p1, by listen: identification line "SSH-2.0-"
      missing      192.0.2.7 8080/tcp  closed (conn-refused)
      as expected  192.0.2.7 80/tcp    open (syn-ack), http, nginx 1.24.0, by http: status line HTTP/1.1 200, Server field
      as expected  192.0.2.7 8443/tcp  open (syn-ack), a service that nothing named

    Looked at: 8 TCP ports (20-24,80,8080,8443) of 192.0.2.7 (0 ms). Of other ports nothing is known."
  `)
})

test.each([
  ['a port too many', [22], 'exposes more than 22'],
  ['a port too few', [22, 23, 80, 8443], 'does not expose all of 22-23,80,8443'],
  ['nothing', [], 'exposes more than nothing'],
])('%s', async (_, expected, head) => {
  const found = await judge('192.0.2.7', expected)
  expect(found.pass).toBe(false)
  expect(found.message).toMatch(`192.0.2.7 ${head}\n`)
})

test('ports that are to be open are looked at, whatever else is', async () => {
  expect((await judge('192.0.2.7', [22, 80, 8443], { ports: '1-10' })).pass).toBe(true)
  expect((await judge({ host: '192.0.2.7', ports: '1-10' }, [22, 80, 8443])).pass).toBe(true)
})

test('a port of a name may be open on one of its addresses, another one on none', async () => {
  expect((await judge('half.example', [22, 80, 8443])).pass).toBe(true)
  const found = await judge('www.example', [22, 80, 8443])
  expect(found.pass).toBe(false)
  expect(found.message).toContain('unexpected   2001:db8::7 8080/tcp')
})

test('a host that cannot be looked at is no pass and no failure: it throws', async () => {
  await expect(judge('missing.example', [22])).rejects.toMatchObject({ code: 'ERR_RESOLVE' })
  await expect(judge('192.0.2.7', [22], { deny: '192.0.2.0/24' })).rejects.toMatchObject({
    code: 'ERR_POLICY',
  })
  await expect(judge('192.0.2.7:80', [22])).rejects.toThrow(
    'Not all of it could be looked at:\n  22/tcp: not scanned',
  )
})

test('a port that was named to be looked at, and was not, is told', async () => {
  const report = await scan('192.0.2.7', { ports, connector }).report()
  const named = { ports: '1-24,80,8443' }
  await expect(judge(report, [22, 80, 8443], named)).rejects.toThrow('192.0.2.7: 1-19 not scanned')
  await expect(judge('192.0.2.7:22', [22], { ports: '22-24' })).rejects.toThrow(
    /^It cannot be told whether 192\.0\.2\.7:22 exposes 22 and nothing else\n[^]*192\.0\.2\.7: 23-24 not scanned/,
  )
  expect((await judge({ host: '192.0.2.7', ports: 22 }, [22], { ports: '80' })).message).toContain('80/tcp')
  const left = judge('192.0.2.7', [22], { ports: '22-25,80', excludePorts: '80' })
  expect((await left).pass).toBe(true)
})

test('a port over UDP that keeps silent is neither there nor missing', async () => {
  const { connector, clock, random } = simulatedNetwork({ hosts: { '192.0.2.7': { open: '22,U:53' } } })
  const judged = clock.run(judge('192.0.2.7', '22,U:53', { connector, clock, random, ports: 22 }))
  await expect(judged).rejects.toThrow(
    /^It cannot be told whether [^]*unclear +192\.0\.2\.7 53\/udp[^]*53\/udp of 192\.0\.2\.7: open\|filtered/,
  )
})

test('an address of a name that is not looked at is told', async () => {
  const looked = judge('www.example', [22, 80, 8443, 8080], { deny: '192.0.2.7' })
  await expect(looked).rejects.toThrow(/Not all of it could be looked at:\n {2}192\.0\.2\.7: policy/)
})

test('an address that is left out on purpose is not missed', async () => {
  expect((await judge('www.example', [22, 80, 8443], { exclude: '2001:db8::7' })).pass).toBe(true)
})

test('what this machine fails to ask is not known', async () => {
  const broken = memoryNetwork({ ports: () => ({ code: 'EPERM', syscall: 'connect' }) })
  await expect(judge('192.0.2.7', [], { connector: broken.connector })).rejects.toThrow(
    'unknown state (local-policy)',
  )
})

test('silence is not open; a port that a firewall drops is fine', async () => {
  const { connector, clock, random } = simulatedNetwork({
    hosts: { '192.0.2.7': { open: '22', rest: 'filtered' } },
  })
  const found = clock.run(judge('192.0.2.7', [22], { connector, clock, random, ports: 'top-1000' }))
  expect((await found).pass).toBe(true)
})

test('a test has 5 s: the 1,000 ports of a silent host fit in, all of them do not', async () => {
  const { connector, clock, random } = simulatedNetwork({ hosts: { '192.0.2.7': { rest: 'filtered' } } })
  const host = (options: ExposureOptions) =>
    clock.run(judge('192.0.2.7', [], { connector, clock, random, ...options }))
  expect((await host({ ports: 'top-1000' })).pass).toBe(true)
  await expect(host({ ports: '-' })).rejects.toThrow(
    /^192\.0\.2\.7 could not be looked at within 4800 ms: \d+ of 65535 ports have a verdict, 0 of them are open\. Ask for fewer ports, or give it time: \{ within: 30_000 \}/,
  )
  await expect(host({ within: 0 })).rejects.toMatchObject({ code: 'ERR_OPTION', input: 'within' })
})

test('a report that was made before', async () => {
  const report = await scan('192.0.2.7', { ports, connector }).report()
  expect((await judgeExposure(report, [22, 80, 8443])).pass).toBe(true)
  expect((await judgeExposure(report, [22])).pass).toBe(false)
  await expect(judgeExposure(report, [22, 80, 8443, 9000])).rejects.toThrow('9000/tcp: not scanned')
  await expect(judgeExposure({ ...report, hosts: [] }, [])).rejects.toThrow('no host is in the report')
  const [host] = report.hosts
  const alone = { ...report, hosts: [{ ...host!, scanned: '', counts: {}, ports: [] }] }
  await expect(judgeExposure(alone, [])).rejects.toThrow('no port of it was scanned')
})

test('a report that does not say which ports are open', async () => {
  const report = await scan('192.0.2.7', { ports, connector, states: ['closed'] }).report()
  await expect(judgeExposure(report, [])).rejects.toThrow('3 open ports not listed')
})

test('a message stays short', async () => {
  const decoy = memoryNetwork({ ports: () => 'open' })
  const { message } = await judge('192.0.2.7', [22], { connector: decoy.connector, ports: '1-500' })
  expect(message.split('\n').length).toBeLessThan(40)
  expect(message).toContain('and 479 more')
})

test('what a peer says cannot move the cursor', async () => {
  const evil = memoryNetwork({
    ports: { '192.0.2.7:22': greets('SSH-2.0-OpenSSH_9.6 \u001B[2J\u202Eevil\r\n', closes) },
  })
  const { message } = await judge('192.0.2.7', [], {
    connector: evil.connector,
    services,
  })
  expect(message).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
})
