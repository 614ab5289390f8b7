import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { namedPorts } from '../../../../../../src/integrations/server/work/backends/named-ports.ts'
import type { OpenPort } from '../../../../../../src/integrations/server/model.ts'
import { freePort } from '../../../../../support/real-server.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'

let server: Server
let open: OpenPort
beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2p1\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  open = { address: '127.0.0.1', port, transport: 'tcp', state: 'open', reason: 'syn-ack' }
})
afterAll(() => server.close())

test('what listens is asked; a port that is gone stays as it was', async () => {
  const gone = { ...open, port: await freePort() }
  const named = await namedPorts([gone, open], shardTask())
  expect(named[0]).toEqual(gone)
  expect(named[1]).toMatchObject({ ...open, service: { name: 'ssh' } })
  expect(await namedPorts([], shardTask())).toEqual([])
})
