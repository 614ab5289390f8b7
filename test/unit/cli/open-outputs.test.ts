import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOutputs, stdoutFormat } from '../../../src/cli/open-outputs.ts'
import { startSession } from '../../../src/cli/session.ts'
import { fakeWorld, runFake } from './fake-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'outputs-'))))
afterAll(() => rm(folder, { recursive: true }))

test('text for people, NDJSON for programs, unless something else is asked for', () => {
  expect(stdoutFormat({}, startSession(fakeWorld({ terminal: true }), {}))).toBe('text')
  expect(stdoutFormat({}, startSession(fakeWorld(), {}))).toBe('ndjson')
  expect(stdoutFormat({ format: 'csv' }, startSession(fakeWorld(), {}))).toBe('csv')
})

test('several files, each in the format of its name, beside standard output', async () => {
  const [json, csv] = [join(folder, 'a.json'), join(folder, 'a.csv')]
  const { code, out } = await runFake(`192.0.2.7 -f text -o ${json} -o ${csv}`)
  expect(code).toBe(0)
  expect(out).toContain('443/tcp')
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    version: '9.9.9',
    options: { ports: ['top-1000'] },
  })
  expect(await readFile(csv, 'utf8')).toContain('192.0.2.7,443,tcp,open')
})

test('the letters of nmap say the format, whatever the file is called', async () => {
  const [xml, lines, text] = ['a.json', 'b', 'c.out'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const { code, out } = await runFake(`192.0.2.7 -oX ${xml} -oG ${lines} -oN ${text} -oX -`)
  expect(code).toBe(0)
  expect(out).toContain('<nmaprun ')
  expect(await readFile(xml, 'utf8')).toBe(out)
  expect(await readFile(lines, 'utf8')).toContain('Host: 192.0.2.7 ()\tPorts: 443/open/tcp')
  expect(await readFile(text, 'utf8')).toContain('443/tcp')
  expect((await runFake('192.0.2.7 -oX a.csv -oG ./a.csv')).code).toBe(2)
})

test('what cannot be opened is bad usage before the scan', async () => {
  let pulled = false
  const scan = () => ({ events: () => ((pulled = true), []) }) as never
  for (const output of [join(folder, 'none', 'a.json'), 'noextension']) {
    const { code, err } = await runFake(`192.0.2.7 -o ${output}`, { library: { scan } })
    expect({ code, lines: err.split('\n').length }).toEqual({ code: 2, lines: 2 })
  }
  expect((await runFake('192.0.2.7 -o a.csv -o ./a.csv', { library: { scan } })).code).toBe(2)
  expect(pulled).toBe(false)
})

test('a scan that goes on does not write over the results of its first part', async () => {
  const path = join(folder, 'first.ndjson')
  await writeFile(path, 'found so far\n')
  const session = startSession(fakeWorld(), {})
  await expect(openOutputs({ resume: 'x', output: [path] }, session)).rejects.toThrow(/expected a new name/)
  expect(await readFile(path, 'utf8')).toBe('found so far\n')
})
