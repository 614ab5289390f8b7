import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { openPort } from '../report/arbitrary-events.ts'
import { fakeScan, runFake } from './fake-world.ts'

test('the library gets the targets and the options', async () => {
  const asked: unknown[] = []
  const scan = (...args: unknown[]) => (asked.push(args), fakeScan([openPort()]))
  expect((await runFake('192.0.2.7 www.example -p 22 -j 100', { library: { scan } })).code).toBe(0)
  expect(asked).toEqual([[['192.0.2.7', 'www.example'], { ports: ['22'], concurrency: 100 }]])
})

test('what the library refuses at the call is bad usage, and no file is touched', async () => {
  for (const code of ['ERR_TARGET', 'ERR_OPTION', 'ERR_CHECKPOINT'] as const) {
    const scan = () => {
      throw new ScanError(code, 'expected something else')
    }
    const { code: exit, err } = await runFake('192.0.2.7 -o never-made.json', { library: { scan } })
    expect({ exit, err }).toEqual({ exit: 2, err: 'portscan: expected something else\n' })
  }
  expect(await readdir('.')).not.toContain('never-made.json')
})

test('the report names the options that are plain data', async () => {
  const { out } = await runFake('192.0.2.7 -f json --seed 5 --resolver 192.0.2.53', {})
  expect(JSON.parse(out)).toMatchObject({
    version: '9.9.9',
    options: { ports: ['top-1000'], seed: 5, resolver: ['192.0.2.53'] },
    hosts: [{ address: '192.0.2.7', ports: [{ port: 443 }] }],
  })
})

test('on a terminal it is text in colours, and progress beside it', async () => {
  const { out, err } = await runFake('192.0.2.7', { terminal: true })
  expect(out).toContain('\x1b[32mopen\x1b[39m')
  expect(err).toContain('2,000 of 2,000')
  const plain = await runFake('192.0.2.7 -f text', { terminal: true, env: { NO_COLOR: '1' } })
  expect(plain.out).not.toContain('\x1b[32m')
})
