import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { greets } from '../support/peer-script.ts'
import { freePort } from '../support/real-server.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { runExample, type ExampleRun } from './run-example.ts'

/** An example that serves, until `stop()`. */
async function serving(name: string, port: number, ...args: string[]) {
  let stop = (): void => {}
  let said = ''
  const over = runExample(`serving/${name}`, {
    args: [port, ...args],
    meanwhile: (child) => {
      stop = () => void child.kill('SIGTERM')
      child.stdout?.on('data', (text: string) => (said += text))
    },
  })
  onTestFinished(() => stop())
  const says = async (text: string): Promise<string> => {
    while (!said.includes(text)) await new Promise((resolve) => setTimeout(resolve, 20))
    return said
  }
  await says('listening')
  const ended = (): Promise<ExampleRun> => {
    stop()
    return over
  }
  return { at: `http://127.0.0.1:${port}`, says, ended }
}

test('stream-with-fastify', async () => {
  const peer = await scriptedServer(greets(''))
  onTestFinished(() => peer.close())
  const { at, says, ended } = await serving('stream-with-fastify.ts', await freePort())

  const scanned = await fetch(`${at}/scan?target=127.0.0.1&ports=${peer.port},${await closedPort()}`)
  expect([scanned.status, scanned.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  const events = (await scanned.text()).trimEnd().split('\n')
  expect(events.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ kind: 'port', port: peer.port, state: 'open' }),
  )

  const refusals = await Promise.all(
    ['target=127.0.0.1&ports=0-x', 'target=192.0.2.1', ''].map(async (query) => {
      const response = await fetch(`${at}/scan?${query}`)
      return [response.status, await response.text()]
    }),
  )
  expect(refusals[0]).toEqual([400, expect.stringContaining('0-x')])
  expect(refusals[1]).toEqual([200, expect.stringMatching(/"kind":"error","code":"ERR_POLICY".*\n$/)])
  expect(refusals[2]).toEqual([400, expect.stringContaining('target')])

  // Who leaves ends the scan: of some sixteen million ports, few are done.
  const request = get(`${at}/scan?target=127.0.0.0/24&ports=${peer.port},1-65535`)
  await once(request, 'response')
  request.destroy()
  const [, done, total] = /127\.0\.0\.0\/24: (\d+) of (\d+) ports/.exec(await says('127.0.0.0/24: '))!
  expect(Number(total)).toBe(256 * 65_535)
  expect(Number(done)).toBeLessThan(1_000_000)
  expect((await ended()).stderr).toBe('')
})

test.skipIf(process.platform === 'win32')('health-gate-with-express', async () => {
  const need = await freePort()
  const { at, says, ended } = await serving(
    'health-gate-with-express.ts',
    await freePort(),
    `localhost:${need}`,
  )
  const look = async (path: string): Promise<[number, string]> => {
    const response = await fetch(`${at}${path}`)
    return [response.status, await response.text()]
  }
  const missing = [`localhost:${need}`]
  expect(await look('/')).toEqual([503, 'not ready yet\n'])
  expect(await look('/health')).toEqual([503, JSON.stringify({ ready: false, missing })])

  const database = createServer((socket) => socket.on('error', () => {})).listen(need, '127.0.0.1')
  await says('ready\n')
  expect(await look('/')).toEqual([200, 'hello\n'])
  expect(await look('/health')).toEqual([200, JSON.stringify({ ready: true, missing: [] })])
  await new Promise((closed) => database.close(closed))
  expect(await look('/health')).toEqual([503, JSON.stringify({ ready: true, missing })])
  const { code, stderr } = await ended()
  expect([code, stderr]).toEqual([0, ''])
})

test.skipIf(process.platform === 'win32')(
  'health-gate-with-express that is stopped while it waits',
  async () => {
    const { ended } = await serving(
      'health-gate-with-express.ts',
      await freePort(),
      `127.0.0.1:${await closedPort()}`,
    )
    const { code, stderr } = await ended()
    expect([code, stderr]).toEqual([0, ''])
  },
)
