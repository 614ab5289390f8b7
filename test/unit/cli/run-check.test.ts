import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScanReport } from '../../../src/model/report.ts'
import { jsonWriter, reportEvents, writeReport } from '../../../src/report/index.ts'
import { hostOf, portOf, reportOf, servicePort, skippedHost } from '../report/diff/reports.ts'
import { fakeScan, runFake } from './fake-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'check-'))))
afterAll(() => rm(folder, { recursive: true }))

const file = (name: string): string => join(folder, name)
const text = (report: ScanReport): string => [...writeReport(report, jsonWriter())].join('')

async function saved(name: string, content: string): Promise<string> {
  await writeFile(file(name), content)
  return file(name)
}

const policy = 'version: 1\nscan: { ports: 1-1000 }\nhosts:\n  - host: 192.0.2.7\n    ports: [22]\n'
const fine = reportOf([hostOf([portOf(22)])])
const wrong = reportOf([hostOf([portOf(22), portOf(23)])])

/** A scan that finds what is in a report. */
function scanOf(report: ScanReport, asked: unknown[] = []) {
  return (...args: unknown[]) => (asked.push(args), fakeScan([...reportEvents(report)]))
}

describe('a report', () => {
  test('that is as the policy says is exit 0', async () => {
    const line = `check ${await saved('p.yaml', policy)} ${await saved('fine.json', text(fine))}`
    const { code, out, err } = await runFake(line)
    expect({ code, out, err }).toEqual({
      code: 0,
      out: 'no violations (1 host, 1,000 ports checked)\n',
      err: '',
    })
  })

  test('that is not is exit 4, with the line of the policy', async () => {
    const path = await saved('p.yaml', policy)
    const { code, out } = await runFake(`check ${path} -`, { stdin: text(wrong) })
    expect(code).toBe(4)
    expect(out).toContain(`unexpected-open  23/tcp is open, and the policy does not allow it (${path}:4)`)
  })

  test('that has not looked is exit 4, but where that may be', async () => {
    const line = `check ${await saved('p.yaml', policy)} ${await saved('none.json', text(reportOf([])))}`
    expect((await runFake(line)).code).toBe(4)
    const { code, out } = await runFake(`${line} --allow-unchecked`)
    expect(code).toBe(0)
    expect(out).toContain('not checked\n  192.0.2.7: was not scanned\n')
  })

  test('in the formats of CI systems', async () => {
    const path = await saved('wrong.json', text(wrong))
    const outputs = ['c.sarif', 'c.xml', 'c.md', 'c.txt'].map((name) => `-o ${file(name)}`).join(' ')
    const { code, out } = await runFake(`check ${await saved('p.yaml', policy)} ${path} -f json ${outputs}`)
    expect(code).toBe(4)
    expect(JSON.parse(out)).toMatchObject({ violations: [{ kind: 'unexpected-open', port: 23 }] })
    expect(JSON.parse(await readFile(file('c.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
    expect(await readFile(file('c.xml'), 'utf8')).toContain(
      '<testsuite name="192.0.2.7" tests="3" failures="1"',
    )
    expect(await readFile(file('c.md'), 'utf8')).toContain('# What is open')
    expect(await readFile(file('c.txt'), 'utf8')).toContain('unexpected-open')
  })
})

describe('a scan', () => {
  test('of what the policy names', async () => {
    const asked: unknown[] = []
    const path = await saved(
      'p.yaml',
      `${policy}  - { host: db.example, ports: [{ port: 5432, service: postgresql }] }\n`,
    )
    const hosts = [...fine.hosts, hostOf([], undefined, { name: 'db.example', scanned: '1-1000,5432' })]
    const scan = scanOf(reportOf(hosts), asked)
    const { code } = await runFake(`check ${path} --rate 100`, { library: { scan } })
    expect(asked).toEqual([
      [['192.0.2.7', 'db.example'], { ports: ['1-1000', '5432'], services: true, rate: 100 }],
    ])
    expect(code).toBe(4)
  })

  test('and exit 4 for what is wrong', async () => {
    const path = await saved('p.yaml', policy)
    const { code, out } = await runFake(`check ${path}`, { library: { scan: scanOf(wrong) } })
    expect(code).toBe(4)
    expect(out).toContain('23/tcp is open')
  })

  test('that reaches nobody is exit 3', async () => {
    const skipped = [skippedHost('192.0.2.7', { reason: 'no-route' })]
    const scan = () => fakeScan(skipped, { stats: { done: 0, skipped: 1 } })
    const { code, out, err } = await runFake(`check ${await saved('p.yaml', policy)}`, { library: { scan } })
    expect(code).toBe(3)
    expect(out).toContain('was not scanned: no-route')
    expect(err).toContain('nothing could be scanned')
  })

  test('that breaks off checks nothing', async () => {
    const scan = () => fakeScan([], { failure: new Error('no sockets') })
    const { code, out } = await runFake(`check ${await saved('p.yaml', policy)}`, { library: { scan } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })
})

test.each<[string, string, string]>([
  [
    'a wrong key',
    'version: 1\nhosts:\n  - hots: x\n',
    ":3: hosts[0].hots: unknown key 'hots'; did you mean 'host'?",
  ],
  [
    'no host to scan',
    'version: 1\nhosts:\n  - { tag: web, ports: [] }\n',
    ' names no host that could be scanned',
  ],
])('%s is exit 2', async (_title, content, message) => {
  const path = await saved('bad.yaml', content)
  const { code, err } = await runFake(`check ${path}`)
  expect(code).toBe(2)
  expect(err).toContain(`portscan: ${path}${message}`)
})

describe('--update', () => {
  test('writes the policy that a report fulfils', async () => {
    const path = await saved('now.json', text(reportOf([hostOf([servicePort(22, { name: 'ssh' })])])))
    const { code } = await runFake(`check --update ${file('new.yaml')} ${path}`)
    expect(code).toBe(0)
    expect(await readFile(file('new.yaml'), 'utf8')).toContain('ports:\n      - { port: 22, service: ssh }\n')
    expect((await runFake(`check ${file('new.yaml')} ${path}`)).code).toBe(0)
  })

  test('scans the hosts of a policy that is there', async () => {
    const path = await saved('p.json', '{"version":1,"hosts":[{"host":"192.0.2.7","ports":[]}]}')
    expect((await runFake(`check --update ${path}`, { library: { scan: scanOf(wrong) } })).code).toBe(0)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      hosts: [{ required: true, ports: [22, 23] }],
    })
  })

  test('leaves the policy as it is where nothing was scanned', async () => {
    const path = await saved('p.yaml', policy)
    const scan = () => fakeScan([], { stats: { done: 0, skipped: 1 } })
    expect((await runFake(`check --update ${path}`, { library: { scan } })).code).toBe(3)
    expect(await readFile(path, 'utf8')).toBe(policy)
  })

  test('of a file that is neither YAML nor JSON is exit 2', async () => {
    const { code, err } = await runFake(`check --update ports.txt ${file('now.json')}`)
    expect(code).toBe(2)
    expect(err).toContain('ports.txt: expected a file that ends in .yaml, .yml or .json')
  })
})
