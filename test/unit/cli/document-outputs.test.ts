import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDocuments, type DocumentFormats } from '../../../src/cli/document-outputs.ts'
import { startSession } from '../../../src/cli/session.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'
import { fakeWorld, MemoryOutput } from './fake-world.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const formats: DocumentFormats<number> = {
  text: {
    extensions: ['.txt'],
    write: (found, { paint, width }) => [paint?.bold(`${found}`) ?? `${found}`, ` of ${width ?? 'any'}\n`],
  },
  json: { extensions: ['.json', '.js'], write: (found) => [JSON.stringify({ found })] },
}

async function written(
  flags: { format?: string; output?: string[] },
  { terminal = false, stdout }: { terminal?: boolean; stdout?: MemoryOutput } = {},
): Promise<string> {
  const world = fakeWorld({ terminal, env: { FORCE_COLOR: terminal ? '1' : '0' }, ...(stdout && { stdout }) })
  const write = await openDocuments(formats, flags, startSession(world, {}))
  await write(7)
  return world.stdout.text
}

test('the first format, or the one that is asked for, on standard output', async () => {
  expect(await written({})).toBe('7 of any\n')
  expect(await written({ format: 'json' })).toBe('{"found":7}')
})

test('a terminal gets colours and its width', async () => {
  expect(await written({}, { terminal: true })).toBe('\x1b[1m7\x1b[22m of 80\n')
})

test('files by their names, plain; another name gets the format that is asked for', async () => {
  const [text, json, other] = ['a.TXT', 'b.js', 'c'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  expect(await written({ output: [text, json] })).toBe('7 of any\n')
  expect(await readFile(text, 'utf8')).toBe('7 of any\n')
  expect(await readFile(json, 'utf8')).toBe('{"found":7}')
  await written({ format: 'json', output: [other] })
  expect(await readFile(other, 'utf8')).toBe('{"found":7}')
})

test.each([
  [['c'], '-o c: expected a file name that ends in one of .txt .json .js'],
  [['a.txt', './a.txt'], '-o ./a.txt is given twice; expected different files'],
  [['no/such/folder/a.txt'], /^-o no\/such\/folder\/a.txt: expected a file that can be written/],
] as const)('%j is bad usage', async (output, message) => {
  const failure = written({ output: [...output] })
  await expect(failure).rejects.toBeInstanceOf(UsageError)
  await expect(failure).rejects.toThrow(message)
})

test('a reader that has gone away ends it without a word', async () => {
  const stdout = new MemoryOutput()
  stdout._write = (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' }))
  await expect(written({}, { stdout })).resolves.toBe('')
})
