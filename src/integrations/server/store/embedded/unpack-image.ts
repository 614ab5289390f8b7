import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { brotliDecompress } from 'node:zlib'
import { promisify } from 'node:util'

const BLOCK = 512

/**
 * Writes the files of an image, a tar archive packed by Brotli, into an empty folder. It is our own build's, so only what
 * that makes is read: files and folders with short names (POSIX ustar).
 */
export async function unpackImage(packed: Uint8Array, folder: string): Promise<void> {
  const archive = await promisify(brotliDecompress)(packed)
  const root = resolve(folder)
  for (let at = 0; at + BLOCK <= archive.length;) {
    const name = field(archive, at, 100)
    if (name === '') return
    const size = Number.parseInt(field(archive, at + 124, 12), 8)
    if (!Number.isSafeInteger(size)) throw new Error(`the image of the database is broken at byte ${at}`)
    const path = join(root, name)
    if (path !== root && !path.startsWith(root + sep)) throw new Error(`the image leaves its folder: ${name}`)
    const start = at + BLOCK
    if (field(archive, at + 156, 1) === '5') {
      mkdirSync(path, { recursive: true, mode: 0o700 })
    } else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, archive.subarray(start, start + size), { mode: 0o600 })
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
}

function field(archive: Buffer, at: number, length: number): string {
  const text = archive.toString('latin1', at, at + length)
  const end = text.indexOf('\0')
  return (end === -1 ? text : text.slice(0, end)).trim()
}
