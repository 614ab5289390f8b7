import { expect, test } from 'vitest'
import {
  programBackend,
  type ProgramQuestion,
  type ScanProgram,
} from '../../../../../../src/integrations/server/work/backends/program-backend.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'
import { staticResolver } from '../../../../../support/static-resolver.ts'

/** A program that finds port 22 open on each address that it is told of, and on one that nobody asked for. */
function fake(more: Partial<ScanProgram> = {}): {
  readonly program: ScanProgram
  readonly asked: ProgramQuestion[]
} {
  const asked: ProgramQuestion[] = []
  const program: ScanProgram = {
    name: 'nmap',
    namesServices: true,
    args(question) {
      asked.push(question)
      return ['-e', 'console.log(process.argv.slice(1).join())', '--', ...question.addresses]
    },
    read: (output) =>
      Promise.resolve(
        [...output.trim().split(','), '192.0.2.77'].map((address) => ({
          address,
          ports: [{ address, port: 22, transport: 'tcp', state: 'open', reason: 'syn-ack' }],
          counts: { open: { 'syn-ack': 1 } },
        })),
      ),
    ...more,
  }
  return { program, asked }
}

const resolver = staticResolver({ names: { 'a.example': ['127.0.0.1', '::1', '10.0.0.1'] } })

test('it is told of checked addresses, by family, and nothing is taken of others', async () => {
  const { program, asked } = fake()
  const hosts = ['a.example', '127.0.0.2', '127.0.0.1', '10.0.0.9']
  const backend = programBackend(program, { program: process.execPath })
  const found = await backend.run(shardTask({ hosts, ports: '22' }, { resolver }))
  expect(asked.map(({ family, addresses }) => [family, [...addresses].toSorted()])).toEqual([
    [4, ['127.0.0.1', '127.0.0.2']],
    [6, ['::1']],
  ])
  expect(found[0]).toMatchObject({
    host: 'a.example',
    counts: { open: { 'syn-ack': 2 } },
    scanned: '22',
  })
  expect(found[0]?.ports.map(({ address }) => address).toSorted()).toEqual(['127.0.0.1', '::1'])
  expect(found[2]).toMatchObject({ host: '127.0.0.1', ports: [{ port: 22 }] })
  expect(found[3]).toMatchObject({
    host: '10.0.0.9',
    addresses: [],
    error: expect.stringContaining('policy') as string,
  })
  expect(JSON.stringify(found)).not.toContain('192.0.2.77')
})

test('where no address may be scanned nothing is started', async () => {
  const { program, asked } = fake()
  const found = await programBackend(program, { program: '/nowhere' }).run(shardTask({ hosts: ['10.0.0.9'] }))
  expect(asked).toEqual([])
  expect(found).toMatchObject([{ error: expect.stringContaining('policy') as string }])
})

test('what is left empty is answered without it', async () => {
  expect(
    await programBackend(fake().program, { program: '/nowhere' }).run(shardTask({}, { ports: '' })),
  ).toEqual([])
})

test('one that knows no UDP says so', async () => {
  const backend = programBackend(fake({ tcpOnly: true }).program)
  await expect(backend.run(shardTask({ ports: '22,U:53' }))).rejects.toThrow('scans no UDP')
})

test('more addresses than a command line takes are told in turn', async () => {
  const { program, asked } = fake()
  const hosts = Array.from({ length: 1_100 }, (_, at) => `127.0.${at >> 8}.${at & 255}`).slice(1)
  await programBackend(program, { program: process.execPath }).run(shardTask({ hosts, ports: '22' }))
  expect(asked.map(({ addresses }) => addresses.length)).toEqual([1_000, 99])
})
