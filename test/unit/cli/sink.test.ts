import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileSink, streamSink } from '../../../src/cli/sink.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'
import { MemoryOutput } from './fake-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sink-'))))
afterAll(() => rm(folder, { recursive: true }))

const nothing = (): void => {}

test('writes at once while the reader keeps up, and clears the status line before', async () => {
  const output = new MemoryOutput()
  let cleared = 0
  const sink = streamSink(output, () => cleared++)
  expect(sink.write('a\n')).toBeUndefined()
  expect(sink.write('')).toBeUndefined()
  await sink.end()
  expect(output.text).toBe('a\n')
  expect(cleared).toBe(1)
})

test('waits for a slow reader, and leaves no listener behind', async () => {
  let take = nothing
  const slow = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => void (take = done) })
  const sink = streamSink(slow, nothing)
  const written = sink.write('12345678')
  expect(written).toBeInstanceOf(Promise)
  const first = await Promise.race([
    written?.then(() => 'written'),
    new Promise((later) => setTimeout(later, 20, 'waits')),
  ])
  expect(first).toBe('waits')
  take()
  await written
  expect(slow.listenerCount('drain')).toBe(0)
})

test('a reader that has gone closes it without a word, also in the middle of a wait', async () => {
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
  const gone = new Writable({
    highWaterMark: 4,
    write: (_chunk, _encoding, done) => void setImmediate(done, broken),
  })
  const sink = streamSink(gone, nothing)
  await sink.write('12345678')
  expect(sink.closed).toBe(true)
  expect(sink.write('more')).toBeUndefined()
  await sink.end()
})

test('any other failure comes out', async () => {
  const full = new Writable({
    highWaterMark: 4,
    write: (_chunk, _encoding, done) => void setImmediate(done, new Error('disk full')),
  })
  const sink = streamSink(full, nothing)
  await expect(sink.write('12345678')).rejects.toThrow('disk full')
  expect(() => sink.write('more')).toThrow('disk full')
})

test('an output that throws is stuck, and is not waited for', async () => {
  const odd = new Writable({
    write() {
      throw new Error('an output of its own kind')
    },
  })
  const sink = streamSink(odd, nothing)
  expect(() => sink.write('text')).toThrow('of its own kind')
  await expect(sink.end()).rejects.toThrow('of its own kind')
})

test('flushed, all that was written so far is out', async () => {
  const path = join(folder, 'flushed.txt')
  const sink = await fileSink(path)
  for (let line = 0; line < 100; line++) void sink.write('x'.repeat(99) + '\n')
  await sink.flush()
  expect((await readFile(path, 'utf8')).length).toBe(10_000)
  void sink.write('more')
  const ended = sink.end()
  await sink.flush()
  expect((await readFile(path, 'utf8')).length).toBe(10_004)
  await ended
  let out = ''
  const slow = new Writable({
    highWaterMark: 4,
    write: (chunk: Buffer, _encoding, done) =>
      void setImmediate(() => {
        out += chunk.toString()
        done()
      }),
  })
  const stream = streamSink(slow, nothing)
  void stream.write('12345678')
  await stream.flush()
  expect(out).toBe('12345678')
})

test('a file has everything once it is ended', async () => {
  const path = join(folder, 'all.txt')
  const sink = await fileSink(path)
  for (let line = 0; line < 20_000; line++) await sink.write(`${line}\n`)
  await sink.end()
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(20_001)
})

test('a file that cannot be written is bad usage', async () => {
  await expect(fileSink(join(folder, 'none', 'x.json'))).rejects.toThrow(UsageError)
  await expect(fileSink(folder)).rejects.toThrow(/expected a file that can be written, such as .* \(EISDIR\)/)
})

test('a file that must be new is not written over', async () => {
  const path = join(folder, 'old.json')
  await writeFile(path, 'found so far')
  await expect(fileSink(path, 'wx')).rejects.toThrow(/the results of the scan that goes on/)
  expect(await readFile(path, 'utf8')).toBe('found so far')
})

test.skipIf(process.platform !== 'linux')('a full disk is an error, not a hang', async () => {
  const sink = await fileSink('/dev/full')
  const fill = async (): Promise<void> => {
    for (let line = 0; line < 100; line++) await sink.write('x'.repeat(10_000))
    await sink.end()
  }
  await expect(fill()).rejects.toThrow('ENOSPC')
})
