import { expect, test } from 'vitest'
import { parseCommand } from '../../../src/cli/parse-command.ts'
import { scanOptions } from '../../../src/cli/scan-options.ts'
import { fakeLibrary } from './fake-world.ts'

async function optionsOf(line: string): Promise<object> {
  const parsed = parseCommand(['x.example', ...line.split(' ').filter(Boolean)])
  if (parsed.kind !== 'scan') throw new Error(parsed.kind)
  return scanOptions(parsed.flags, fakeLibrary())
}

test('without options there are only the ports', async () => {
  expect(await optionsOf('')).toEqual({ ports: ['top-1000'] })
})

test('each option of the command has its option of the library', async () => {
  const line =
    '-p 22 --exclude-ports 25 --exclude 192.0.2.1,192.0.2.2 --allow 192.0.2.0/24 --deny 10.0.0.0/8 --allow-huge --shard 2/3 ' +
    '--seed 7 -6 --all-addresses --reverse -s -T polite -j 9 --rate 100 --per-host-rate 0.5 --timeout 2s --retries 1 ' +
    '--source 192.0.2.5 --states open,closed --resolver 192.0.2.53 --discovery auto ' +
    '--host-timeout 5m --stop-after 9 --stop-after-per-host 2 --canary 192.0.2.1:22 --engine node --workers 3'
  expect(await optionsOf(line)).toEqual({
    ports: ['22'],
    excludePorts: ['25'],
    exclude: ['192.0.2.1', '192.0.2.2'],
    allow: ['192.0.2.0/24'],
    deny: ['10.0.0.0/8'],
    allowHuge: true,
    shard: { index: 1, count: 3 },
    seed: 7,
    discovery: 'auto',
    hostTimeout: 300_000,
    stopAfter: { open: 9, openPerHost: 2 },
    canary: '192.0.2.1:22',
    family: 6,
    allAddresses: true,
    reverse: true,
    services: true,
    timing: 'polite',
    concurrency: 9,
    rate: 100,
    perHostRate: 0.5,
    timeout: 2000,
    retries: 1,
    localAddress: '192.0.2.5',
    engine: 'node',
    workers: 3,
    states: ['open', 'closed'],
    resolver: { servers: ['192.0.2.53'] },
  })
})

test('-4 with -6, and a checkpoint that is not there, are bad usage', async () => {
  await expect(optionsOf('-4 -6')).rejects.toThrow('-4 and -6 exclude each other')
  await expect(optionsOf('--resume none.checkpoint')).rejects.toThrow('ENOENT')
})
