import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backendOrder } from '../../src/integrations/server/work/backend-order.ts'
import { allBackends } from '../../src/integrations/server/work/backends/index.ts'
import { masscanBackend } from '../../src/integrations/server/work/backends/masscan.ts'
import type { Backend } from '../../src/integrations/server/model.ts'
import { missingProgram } from '../support/real-server.ts'
import { shardTask } from '../support/shard-tasks.ts'

// What is installed runs as it is; on loopback masscan finds nothing, which is what it is made to fail by here.
const noNmap = missingProgram('nmap')
const noMasscan = missingProgram('masscan')
const noRustscan = missingProgram('rustscan')

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

async function run(name: Backend) {
  const hosts = ['127.0.0.1', '127.0.0.2', '10.0.0.1']
  const task = shardTask({ hosts, ports: `${port - 2}-${port + 2}`, services: true, timing: 'aggressive' })
  return allBackends()[name].run(task)
}

test.each([
  ['nmap', noNmap],
  ['rustscan', noRustscan],
  ['connect', undefined],
] as const)('%s finds what is open and names it', async (name, missing) => {
  if (missing !== undefined) return expect(run(name)).rejects.toThrow('is not installed')
  const found = await run(name)
  expect(found.map(({ host, ports }) => [host, ports.map((open) => open.port)])).toEqual([
    ['127.0.0.1', [port]],
    ['127.0.0.2', []],
    ['10.0.0.1', []],
  ])
  expect(found[0]!.ports[0]).toMatchObject({ state: 'open', transport: 'tcp', service: { name: 'ssh' } })
  expect(found[2]!.error).toContain('policy')
})

test.skipIf(noMasscan !== undefined)(
  `masscan that hangs or fails is ended, and the next one is used${noMasscan ?? ''}`,
  async () => {
    const order = backendOrder({ ...allBackends(), masscan: masscanBackend({ timeout: 500 }) })
    const made = await order.run(['masscan', 'connect'], shardTask({ ports: `${port}` }))
    expect(made).toMatchObject({ backend: 'connect', hosts: [{ ports: [{ port }] }] })
  },
)

test.skipIf(noNmap !== undefined)(
  `nmap is gone within a moment when the worker closes${noNmap ?? ''}`,
  async () => {
    const closing = new AbortController()
    const task = shardTask(
      { ports: '1-65535', timing: 'polite', backends: ['nmap'] },
      { signal: closing.signal },
    )
    const running = allBackends().nmap.run(task)
    setTimeout(() => closing.abort(new Error('closed')), 500)
    await expect(running).rejects.toThrow('closed')
  },
)
