import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRanges, readTargets } from '../../../src/cli/read-targets.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'
import { fakeLibrary, fakeWorld } from './fake-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'targets-'))))
afterAll(() => rm(folder, { recursive: true }))

const read = (args: string[], stdin = '') => readTargets(args, {}, fakeLibrary(), fakeWorld({ stdin }))

async function all(args: string[], stdin = ''): Promise<unknown[]> {
  const targets: unknown[] = []
  for await (const target of (await read(args, stdin)) as AsyncIterable<unknown>) targets.push(target)
  return targets
}

test('plain arguments are one list, which the library checks at its call', async () => {
  expect(await read(['192.0.2.1', 'www.example'])).toEqual(['192.0.2.1', 'www.example'])
  expect(await read(['if:eth0', '192.0.2.1'])).toEqual(['net-of-eth0.example', '192.0.2.1'])
})

test('files and standard input are read where they stand', async () => {
  const path = join(folder, 'hosts.txt')
  await writeFile(path, '# ours\n192.0.2.1\n192.0.2.2 # second\n')
  expect(await all(['a.example', `@${path}`, '-', 'b.example'], 'in.example\n')).toEqual([
    'a.example',
    '192.0.2.1',
    '192.0.2.2',
    'in.example',
    'b.example',
  ])
})

test('a bad argument is refused before anything is read, also beside a file', async () => {
  await expect(read(['-', '300.1.1.1'])).rejects.toMatchObject({ code: 'ERR_TARGET' })
})

test('a file that is not there is bad usage', async () => {
  await expect(read(['@none.txt'])).rejects.toThrow(UsageError)
  await expect(read(['@none.txt'])).rejects.toThrow(
    '@none.txt: expected a file of targets, one a line, such as @hosts.txt (ENOENT)',
  )
})

test('what a file says is never a file again', async () => {
  const path = join(folder, 'sly.txt')
  await writeFile(path, '@/etc/hosts\n')
  expect(await all([`@${path}`])).toEqual(['@/etc/hosts'])
})

test('ranges come from files too', async () => {
  const path = join(folder, 'exclude.txt')
  await writeFile(path, '192.0.2.1\n')
  expect(await readRanges(['10.0.0.0/8', `@${path}`], fakeLibrary())).toEqual(['10.0.0.0/8', '192.0.2.1'])
})
