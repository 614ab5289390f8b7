import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test, expect } from 'vitest'
import { greets } from '../support/peer-script.ts'
import { closedPort, scriptedServer, type ScriptedServer } from '../support/scripted-server.ts'
import { root } from '../structure/source-files.ts'
import { runExample } from './run-example.ts'

async function server(script = greets('')): Promise<ScriptedServer> {
  const started = await scriptedServer(script)
  onTestFinished(() => started.close())
  return started
}

test('open-ports', async () => {
  const [open, closed] = [(await server()).port, await closedPort()]
  const { code, stdout, stderr } = await runExample('open-ports.ts', {
    args: ['127.0.0.1', `${open},${closed}`],
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.replace(/\d+\.\d ms/, 'n ms')).toMatch(new RegExp(`^127\\.0\\.0\\.1 ${open} \\S+ n ms\n$`))
})

test('hosts-on-interface', async () => {
  const { code, stdout, stderr } = await runExample('hosts-on-interface.ts', {
    args: ['lo', String((await server()).port)],
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.split('\n').map((line) => line.trim())).toContain('127.0.0.1')
})

test('name-services', async () => {
  const ssh = (await server(greets('SSH-2.0-OpenSSH_9.6\r\n'))).port
  const fixture = (name: string): Buffer => readFileSync(join(root, 'test/fixtures/tls', name))
  const site = createTlsServer(
    { cert: fixture('server.pem'), key: fixture('server.key') },
    (_request, response) => {
      response.setHeader('server', 'nginx/1.24.0').end('hello')
    },
  )
  await listen(site, 0)
  const https = (site.address() as AddressInfo).port
  const { code, stdout, stderr } = await runExample('name-services.ts', {
    args: ['127.0.0.1', `${ssh},${https}`],
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`127.0.0.1 ${ssh}: ssh OpenSSH 9.6\n`)
  expect(stdout).toMatch(
    new RegExp(`127\\.0\\.0\\.1 ${https}: http nginx 1\\.24\\.0\n {2}TLSv1\\.3 for CN=\\S.*, until \\d{4}-`),
  )
})

test('wait-for-database', async () => {
  const port = await closedPort()
  const waiting = runExample('wait-for-database.ts', { args: ['localhost', port] })
  const database = createServer((socket) => socket.on('error', () => {}))
  setTimeout(() => void listen(database, port), 500)
  const { code, stdout, stderr } = await waiting
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^ready after \d+ ms\n$/)

  const inVain = await runExample('wait-for-database.ts', { args: ['localhost', await closedPort(), 300] })
  expect([inVain.code, inVain.stdout]).toEqual([1, ''])
  expect(inVain.stderr).toContain('is not open after 300 ms')
})

// Windows knows no SIGINT for another process.
test.skipIf(process.platform === 'win32')('go-on-later', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const open = await Promise.all(Array.from({ length: 8 }, async () => (await server()).port))
  const file = join(folder, 'checkpoint')
  const args = ['127.0.0.1', `1-12000,${open.join()}`, file]
  const first = await runExample('go-on-later.ts', {
    args,
    meanwhile: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
  })
  expect(first.code).toBe(0)
  const { next, pending } = JSON.parse(readFileSync(file, 'utf8')) as { next: number; pending: unknown[] }
  expect(next - pending.length).toBeGreaterThan(0)
  expect(next - pending.length).toBeLessThan(12_000)

  const second = await runExample('go-on-later.ts', { args })
  expect(second.code).toBe(0)
  expect(existsSync(file)).toBe(false)
  const found = new Set(`${first.stdout}${second.stdout}`.split('\n'))
  expect(open.filter((port) => !found.has(`127.0.0.1 ${port}`))).toEqual([])
  expect(second.stdout.split('\n').length).toBeLessThan(found.size)
})

test('exposed', async () => {
  const [wanted, other, closed] = [(await server()).port, (await server()).port, await closedPort()]
  const run = (ports: string): Promise<number | null> =>
    runExample('exposed.test.ts', { env: { PORTS: ports, ALLOWED: `${wanted}` } }).then(({ code }) => code)
  expect(await run(`${wanted},${closed}`)).toBe(0)
  expect(await run(`${wanted},${other}`)).toBe(1)
  expect(await run(`${closed}`)).toBe(1)
})

function listen(server: Server, port: number): Promise<void> {
  onTestFinished(() => void server.close())
  return new Promise((listening) => server.listen(port, '127.0.0.1', listening))
}
