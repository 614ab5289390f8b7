import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { libraryBackend } from '../../../../../../src/integrations/server/work/backends/library-backend.ts'
import type { ShardProgress } from '../../../../../../src/integrations/server/store/store.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'
import { staticResolver } from '../../../../../support/static-resolver.ts'

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2p1\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

const resolver = staticResolver({ names: { 'a.example': ['127.0.0.1', '10.0.0.1'] } })

test('hosts, each with what was found or why not', async () => {
  const hosts = ['127.0.0.1', 'a.example', 'none.example', '10.0.0.1']
  const looks: (() => ShardProgress)[] = []
  const task = shardTask(
    { hosts, ports: `${port}`, services: true },
    { resolver, watch: (look) => looks.push(look) },
  )
  const found = await libraryBackend('connect').run(task)
  expect(found.map(({ host, addresses }) => [host, addresses])).toEqual([
    ['127.0.0.1', ['127.0.0.1']],
    ['a.example', ['127.0.0.1']],
    ['none.example', []],
    ['10.0.0.1', []],
  ])
  expect(found[0]!.ports).toMatchObject([{ port, state: 'open', service: { name: 'ssh' } }])
  expect(found[0]!.counts).toEqual({ open: { 'syn-ack': 1 } })
  expect(found[2]!.error).toContain('unresolved')
  expect(found[3]!.error).toContain('not permitted')
  expect(looks[0]!()).toMatchObject({ fraction: 1, open: 2 })
})

test('where nothing at all may be scanned, each host says so', async () => {
  const found = await libraryBackend('connect').run(shardTask({ hosts: ['10.0.0.1'] }))
  expect(found).toMatchObject([{ host: '10.0.0.1', error: expect.stringContaining('policy') as string }])
})

test('shards together are the whole', async () => {
  const shard = (index: number) =>
    shardTask({ ports: `${port - 3}-${port + 3}` }, { shard: { index, count: 3 } })
  const parts = await Promise.all([0, 1, 2].map((index) => libraryBackend('connect').run(shard(index))))
  const counted = parts
    .flat()
    .map(({ counts }) => Object.values(counts).flatMap((reasons) => Object.values(reasons)))
  expect(counted.flat().reduce((sum, count) => sum + count, 0)).toBe(7)
  expect(parts.flat().flatMap(({ ports }) => ports)).toHaveLength(1)
})

test('a shard for which nothing is left', async () => {
  expect(await libraryBackend('connect').run(shardTask({}, { ports: '' }))).toMatchObject([{ ports: [] }])
})

test('on abort it ends with the reason', async () => {
  const signal = AbortSignal.abort(new Error('closed'))
  await expect(libraryBackend('connect').run(shardTask({}, { signal }))).rejects.toThrow('closed')
})
