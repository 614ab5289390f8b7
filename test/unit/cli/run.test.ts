import { expect, test } from 'vitest'
import { fakeWorld, runFake } from './fake-world.ts'
import { run } from '../../../src/cli/run.ts'

test('help is on standard output, and nothing else happens', async () => {
  for (const line of ['-h', '--help', '-help', '127.0.0.1 --help']) {
    const { code, out, err } = await runFake(line, { library: undefined as never })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Usage: portscan \[options\] <target\.\.\.>/)
  }
})

test('the version is printed without loading the library', async () => {
  for (const line of ['--version', '-V']) {
    const world = { ...fakeWorld(), library: () => Promise.reject(new Error('loaded')) }
    expect(await run([line], world)).toBe(0)
    expect(world.stdout.text).toBe('9.9.9\n')
  }
})

test('bad usage is one line on standard error and exit 2, without loading the library', async () => {
  for (const line of [
    '',
    '--prots 22 127.0.0.1',
    '127.0.0.1 -j none',
    '127.0.0.1 -sX',
    'wait',
    'wait localhost',
  ]) {
    const world = { ...fakeWorld(), library: () => Promise.reject(new Error('loaded')) }
    expect(await run(line.split(' ').filter(Boolean), world), line).toBe(2)
    expect(world.stderr.text).toMatch(/^portscan: [^\n]+\n$/)
    expect(world.stdout.text).toBe('')
  }
})

test('a library that does not load is a failure, not a crash', async () => {
  const world = { ...fakeWorld(), library: () => Promise.reject(new Error('Cannot find package ip-num')) }
  expect(await run(['127.0.0.1'], world)).toBe(1)
  expect(world.stderr.text).toBe('portscan: Cannot find package ip-num\n')
})
