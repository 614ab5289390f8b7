import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { greets, silent } from '../support/peer-script.ts'
import { closedPort, scriptedServer, type ScriptedServer } from '../support/scripted-server.ts'

// The command as a user has it: the built file, in a process of its own, against real listeners on loopback.
const main = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))

let folder = ''
let server: ScriptedServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'))
  server = await scriptedServer(greets('SSH-2.0-OpenSSH_9.2p1\r\n'))
}, 120_000)

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(line: string): ChildProcess {
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined }
  return spawn(process.execPath, [main, ...line.split(' ').filter(Boolean)], { env, cwd: folder })
}

async function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

async function portscan(line: string, input = ''): Promise<Ended> {
  const child = start(line)
  child.stdin?.end(input)
  return ended(child)
}

interface Line {
  readonly kind: string
  readonly port?: number
}

const events = (out: string): Line[] =>
  out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
const openPorts = (out: string): number[] =>
  events(out).flatMap(({ kind, port }) => (kind === 'port' ? [port ?? 0] : []))

test('portscan <address>: the most common ports', async () => {
  const { code, err } = await portscan('127.0.0.1')
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('portscan -j 100 127.0.0.1 -p-: every port', async () => {
  const { code, out } = await portscan('-j 100 127.0.0.1 -p-')
  expect(code).toBe(0)
  expect(openPorts(out)).toContain(server.port)
})

test('portscan -h, -help, --help, --version', async () => {
  for (const line of ['-h', '-help', '--help']) {
    const { code, out, err } = await portscan(line)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Scan only what is yours')
  }
  expect((await portscan('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('portscan <name> --start --end, and --start alone to 65535', async () => {
  const range = `--start ${Math.max(1, server.port - 10)} --end ${Math.min(65535, server.port + 10)}`
  const named = await portscan(`localhost -4 ${range}`)
  expect(named.code).toBe(0)
  expect(openPorts(named.out)).toContain(server.port)
  const from = await portscan(`127.0.0.1 --start ${server.port}`)
  expect(openPorts(from.out)).toContain(server.port)
  expect((await portscan('127.0.0.1 --start 65535 -f text')).out).toContain('ports 65535-65535')
})

test('portscan 127.0.0.1 --start 1 --end 5000 --threads 500 --timeout 200', async () => {
  const { code, out } = await portscan('127.0.0.1 --start 1 --end 5000 --threads 500 --timeout 200 -f text')
  expect(code).toBe(0)
  expect(out).toContain('1 host, 5,000 ports in ')
})

test('bad usage: exit 2, one line on standard error, nothing sent', async () => {
  await writeFile(join(folder, 'bad.checkpoint'), '{"version":99}')
  const before = server.accepted
  const lines = [
    '--start 100 --end 20',
    '--prots 22',
    '-p 99999',
    '-p 22 --top 5',
    '--exclude 300.1.1.1',
    '-o nowhere/scan.json',
    '-o scan',
    '--checkpoint nowhere/x',
    '--resume none.checkpoint',
    '--resume bad.checkpoint',
    '--resolver nonsense',
    '@none.txt',
    '--timing fast',
    '-4 -6',
    '999.1.1.1',
    '--shard 4/3',
    'if:nosuch0',
    '-sX',
    '--source 192.0.2.300',
  ]
  for (const line of lines) {
    const { code, out, err } = await portscan(
      `127.0.0.1 ${line.includes('-p') ? '' : line.startsWith('--start') ? '' : `-p ${server.port}`} ${line}`,
    )
    expect({ line, code, out }).toEqual({ line, code: 2, out: '' })
    expect(err, line).toMatch(/^portscan: [^\n]+\n$/)
  }
  expect((await portscan('')).code).toBe(2)
  expect(server.accepted).toBe(before)
})

test('nothing that could be scanned: exit 3', async () => {
  const { code, err } = await portscan(`127.0.0.1 -p ${server.port} --exclude 127.0.0.0/8`)
  expect(code).toBe(3)
  expect(err).toMatch(/^portscan: [^\n]+\n$/)
  expect((await portscan('-', '# nobody\n')).code).toBe(3)
})

test.skipIf(process.platform !== 'linux')('a disk that is full: exit 1, one line', async () => {
  await rm(join(folder, 'full.json'), { force: true })
  const { symlink } = await import('node:fs/promises')
  await symlink('/dev/full', join(folder, 'full.json'))
  const { code, err } = await portscan(`127.0.0.1 -p ${server.port} -o full.json`)
  expect(code).toBe(1)
  expect(err).toMatch(/^portscan: [^\n]*ENOSPC[^\n]*\n$/)
})

test('formats, and files beside standard output', async () => {
  const { code, out } = await portscan(`127.0.0.1 -p ${server.port} -f csv -o a.json -o a.ndjson -o a.txt`)
  expect(code).toBe(0)
  expect(out.split('\r\n')[1]).toContain(`127.0.0.1,${server.port},tcp,open,syn-ack`)
  const report = JSON.parse(await readFile(join(folder, 'a.json'), 'utf8')) as { hosts: unknown[] }
  expect(report.hosts).toMatchObject([
    { address: '127.0.0.1', ports: [{ port: server.port, state: 'open' }] },
  ])
  expect(openPorts(await readFile(join(folder, 'a.ndjson'), 'utf8'))).toEqual([server.port])
  expect(await readFile(join(folder, 'a.txt'), 'utf8')).toMatch(
    new RegExp(`127\\.0\\.0\\.1 +${server.port}/tcp +open`),
  )
})

test('services are named', async () => {
  const { out } = await portscan(`127.0.0.1 -p ${server.port} -sV -f text`)
  expect(out).toMatch(/open +ssh +OpenSSH 9\.2p1/)
})

test('targets from standard input and from a file, with comments', async () => {
  const targets = `# mine\n\n127.0.0.1 # this one\n`
  const read = await portscan(`- -p ${server.port}`, targets)
  expect(openPorts(read.out)).toEqual([server.port])
  await writeFile(join(folder, 'hosts.txt'), targets)
  expect(openPorts((await portscan(`@hosts.txt -p ${server.port}`)).out)).toEqual([server.port])
  expect((await portscan(`@hosts.txt --exclude @hosts.txt -p ${server.port}`)).code).toBe(3)
})

test('a bad line of a list is reported, the rest is scanned', async () => {
  const { code, out } = await portscan(`- -p ${server.port}`, '300.1.1.1\n127.0.0.1\n')
  expect(code).toBe(0)
  expect(events(out)).toContainEqual(expect.objectContaining({ kind: 'skipped', target: '300.1.1.1' }))
  expect(openPorts(out)).toEqual([server.port])
})

test('--list prints the targets and sends nothing', async () => {
  const before = server.accepted
  const { code, out } = await portscan(`127.0.0.0/30 --exclude 127.0.0.2 -p ${server.port} --list`)
  expect(code).toBe(0)
  expect(out).toContain('127.0.0.1\n')
  expect(out).not.toContain('127.0.0.2\n')
  expect(out).toMatch(/^# 3 addresses, 3 endpoints: /m)
  expect(server.accepted).toBe(before)
})

test('SIGINT once: what was found is kept, the checkpoint goes on', async () => {
  const line = `127.0.0.1 -p ${server.port},1-400 --rate 200 --seed 7 --states all`
  const child = start(`${line} -o cut.json --checkpoint cut.checkpoint`)
  const result = ended(child)
  await once(child.stdout ?? child, 'data')
  child.kill('SIGINT')
  const { code, out } = await result
  expect(code).toBe(130)
  const first = JSON.parse(await readFile(join(folder, 'cut.json'), 'utf8')) as { hosts: { ports: Line[] }[] }
  const before = first.hosts.flatMap(({ ports }) => ports.map(({ port }) => port))
  expect(before.sort()).toEqual(openPorts(out).sort())
  expect(before.length).toBeLessThan(401)
  const rest = await portscan(`${line} --rate 5000 --resume cut.checkpoint`)
  expect(rest.err).toBe('')
  expect(rest.code).toBe(0)
  expect(new Set([...before, ...openPorts(rest.out)]).size).toBe(401)
})

test('SIGINT while services are named: the open ports are kept, and named by the scan that goes on', async () => {
  const mute = await scriptedServer(silent)
  try {
    const line = `127.0.0.1 -s -p ${server.port},${mute.port} --seed 7`
    const child = start(`${line} -o unnamed.json --checkpoint unnamed.checkpoint`)
    const result = ended(child)
    await once(child.stdout ?? child, 'data')
    // It is being asked, and will say nothing for seconds.
    await vi.waitFor(() => expect(mute.accepted).toBeGreaterThan(1), 10_000)
    child.kill('SIGINT')
    const { code, out } = await result
    expect(code).toBe(130)
    expect(openPorts(out).sort()).toEqual([server.port, mute.port].sort())
    const report = JSON.parse(await readFile(join(folder, 'unnamed.json'), 'utf8')) as {
      hosts: { ports: Line[] }[]
    }
    const kept = report.hosts.flatMap(({ ports }) => ports.map(({ port }) => port))
    expect(kept.sort()).toEqual([server.port, mute.port].sort())
    const rest = await portscan(`${line} --resume unnamed.checkpoint`)
    expect(rest.code).toBe(0)
    expect(openPorts(rest.out)).toContain(mute.port)
  } finally {
    await mute.close()
  }
})

test('SIGINT ends a scan that waits for its targets, and so does a reader that leaves', async () => {
  const waiting = start(`- -p ${server.port}`)
  waiting.stdin?.write('127.0.0.1\n')
  const result = ended(waiting)
  await once(waiting.stdout ?? waiting, 'data')
  waiting.kill('SIGINT')
  expect((await result).code).toBe(130)
  const unread = start('- -p 1-20000 --states all')
  unread.stdin?.write('127.0.0.1\n')
  await once(unread.stdout ?? unread, 'data')
  unread.stdout?.destroy()
  expect(((await once(unread, 'exit')) as [number | null])[0]).toBe(0)
})

test('SIGINT twice ends it even where nobody takes the results', async () => {
  const child = start('127.0.0.1 -p 1-20000 --states all')
  child.stdout?.pause()
  const closed = once(child, 'exit') as Promise<[number | null]>
  // It has begun to write; in a while its reader, who takes nothing, has room for no more.
  await once(child.stdout ?? child, 'readable')
  await new Promise((later) => setTimeout(later, 1500))
  child.kill('SIGINT')
  await new Promise((later) => setTimeout(later, 500))
  expect(child.exitCode).toBeNull()
  child.kill('SIGINT')
  expect((await closed)[0]).toBe(130)
  child.stdout?.destroy()
})

test('a reader that leaves (| head -1) ends it in silence', async () => {
  const child = start('127.0.0.1 -p 1-20000 --states all')
  let err = ''
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()))
  await once(child.stdout ?? child, 'data')
  child.stdout?.destroy()
  expect(((await once(child, 'close')) as [number | null])[0]).toBe(0)
  expect(err).toBe('')
})

test('no byte of a hostile peer reaches the terminal (H13, H14, H15)', async () => {
  const attack = '220 \x1b]0;x\x07\x9b31m\u202e\u200b\x00\r::set-output name=x::y\r\n'
  await using hostile = await scriptedServer(greets(Buffer.from(attack)))
  for (const more of ['', '-sV']) {
    const { code, out, err } = await portscan(`127.0.0.1 -p ${hostile.port} -f text -v -v ${more}`)
    expect(code).toBe(0)
    expect(out + err).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]/) // eslint-disable-line no-control-regex
    expect(out).toContain(`${hostile.port}/tcp`)
  }
})

test('wait: until it is open, until it is closed, or out of time', async () => {
  const port = await closedPort()
  const late = await portscan(`wait 127.0.0.1:${port} --timeout 300 --interval 50`)
  expect(late).toMatchObject({ code: 4, out: '' })
  expect(late.err).toBe(`portscan: 127.0.0.1 port ${port} is not open after 300 ms\n`)
  const open = await portscan(`wait 127.0.0.1:${server.port} localhost:${server.port} --timeout 10s`)
  expect(open.code).toBe(0)
  expect(open.out.split('\n')).toHaveLength(3)
  expect((await portscan(`wait 127.0.0.1:${port} --closed --timeout 10s`)).code).toBe(0)
})

test('logs are for those who ask: -v, --log-format json', async () => {
  const { err } = await portscan(`127.0.0.1 -p ${server.port} -v -v --log-format json`)
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; message: string })
  expect(lines.at(-1)).toMatchObject({ level: 'debug', message: 'statistics', done: 1 })
})

test('--progress shows it where standard error is no terminal', async () => {
  const { err } = await portscan(`127.0.0.1 -p ${server.port} --progress`)
  expect(err).toMatch(/1 open/)
})
