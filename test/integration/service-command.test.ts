import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../support/eventually.ts'

// `portscan serve` as a user has it: the built file, in an empty folder, with nothing configured.
const main = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'portscan-serve-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Running {
  readonly child: ChildProcess
  readonly address: string
  /** From the start of the process to the first answer, in ms. */
  readonly took: number
  readonly said: () => string
}

async function serve(...args: readonly string[]): Promise<Running> {
  const env = { PATH: process.env['PATH'], PORTSCAN_LEASE: '2s', PORTSCAN_SWEEP: '500ms' }
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args], { cwd: folder, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const began = performance.now()
  let address = ''
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`)
    address ||= /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
    return address !== '' && (await fetch(`${address}/health/ready`)).ok
  }, 120_000)
  return { child, address, took: performance.now() - began, said: () => said }
}

async function ask<Body>(address: string, path: string, body?: unknown): Promise<Body> {
  const sent = body !== undefined && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return (await (await fetch(address + path, sent || {})).json()) as Body
}

async function listen(port = 0): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const HERE = { services: false, hosts: ['127.0.0.1'] }

async function done(address: string, scanId: string): Promise<void> {
  await eventually(async () => {
    const hosts = await ask<{ status: string }[]>(address, `/scan/status/${scanId}`)
    return hosts.length > 0 && hosts.every(({ status }) => status === 'done')
  }, 120_000)
}

test('from nothing to a result, a difference, a restart and a crash: nothing is lost', async () => {
  const first = await serve()
  console.log(`portscan serve answered ${Math.round(first.took)} ms after its start in an empty folder`)
  expect(first.said()).toContain('Nothing is configured')
  const [stays, goes] = [await listen(), await listen()]
  const ports = [stays.port, goes.port]
  const { scan_id: one } = await ask<{ scan_id: string }>(first.address, '/scan', { ...HERE, ports })
  await done(first.address, one)
  goes.close()
  const { scan_id: two } = await ask<{ scan_id: string }>(first.address, '/scan', { ...HERE, ports })
  await done(first.address, two)
  expect(await ask(first.address, '/diff/127.0.0.1')).toMatchObject({
    newly_closed: [goes.port],
    newly_opened: [],
  })
  first.child.kill('SIGTERM')
  expect((await once(first.child, 'exit'))[0]).toBe(0)

  const second = await serve()
  console.log(`and ${Math.round(second.took)} ms after its start where there is a database`)
  const kept = await ask<{ scan_id: string }[]>(second.address, '/results/127.0.0.1')
  expect(kept.map(({ scan_id: id }) => id)).toEqual([two, one])
  // A slow scan, in the middle of which the process dies.
  const slow = { ...HERE, ports: '1-400', rate: 100 }
  const { scan_id: three } = await ask<{ scan_id: string }>(second.address, '/scan', slow)
  await eventually(async () => {
    const [host] = await ask<{ status: string }[]>(second.address, `/scan/status/${three}`)
    return host?.status === 'in_progress'
  }, 60_000)
  second.child.kill('SIGKILL')
  await once(second.child, 'exit')

  const third = await serve()
  await done(third.address, three)
  const [host] = await ask<{ attempts: number }[]>(third.address, `/scan/status/${three}`)
  expect(host!.attempts).toBeGreaterThan(1)
  const all = await ask<{ scan_id: string }[]>(third.address, '/results/127.0.0.1')
  expect(all.map(({ scan_id: id }) => id)).toEqual([three, two, one])
}, 300_000)

test('a second one in the same folder, and a port that is taken, are one line and exit 1', async () => {
  const running = await serve()
  const again = spawn(process.execPath, [main, 'serve', '--port', '0'], { cwd: folder })
  let said = ''
  again.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  expect((await once(again, 'close'))[0]).toBe(1)
  expect(said.trim().split('\n')).toHaveLength(1)
  expect(said).toMatch(/^portscan: .*portscan-data/)
  running.child.kill('SIGINT')
  expect((await once(running.child, 'exit'))[0]).toBe(0)
}, 300_000)
