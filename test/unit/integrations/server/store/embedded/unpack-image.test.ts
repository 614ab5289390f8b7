import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackImage } from '../../../../../../src/integrations/server/store/embedded/unpack-image.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portscan-image-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('files and folders come as they were packed, for nobody else to read', async () => {
  const long = 'x'.repeat(1_000)
  await unpackImage(
    packed(['/base/', ''], ['/base/1/a', long], ['/empty', ''], ['/b', 'y'.repeat(512)]),
    directory,
  )
  expect(readdirSync(directory).toSorted()).toEqual(['b', 'base', 'empty'])
  expect(readFileSync(join(directory, 'base/1/a'), 'utf8')).toBe(long)
  expect(readFileSync(join(directory, 'b'), 'utf8')).toBe('y'.repeat(512))
  expect(statSync(join(directory, 'empty')).size).toBe(0)
  if (process.platform !== 'win32') expect(statSync(join(directory, 'b')).mode & 0o777).toBe(0o600)
})

test('what leads out of the folder is refused', async () => {
  await expect(unpackImage(packed(['../out', 'x']), directory)).rejects.toThrow('leaves its folder')
})

test('what is no image is refused', async () => {
  await expect(unpackImage(Buffer.from('no image'), directory)).rejects.toThrow()
  await expect(unpackImage(brotliCompressSync(Buffer.alloc(2_048, 'x')), directory)).rejects.toThrow('broken')
})

/** POSIX ustar, as far as it is read here. */
function packed(...entries: readonly (readonly [name: string, text: string])[]): Buffer {
  const blocks = entries.flatMap(([name, text]) => {
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write(`${text.length.toString(8).padStart(11, '0')} `, 124)
    header.write(name.endsWith('/') ? '5' : '0', 156)
    const body = Buffer.alloc(Math.ceil(text.length / 512) * 512)
    body.write(text)
    return [header, body]
  })
  return brotliCompressSync(Buffer.concat([...blocks, Buffer.alloc(1_024)]))
}
