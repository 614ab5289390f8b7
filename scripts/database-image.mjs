// Makes the image that an embedded database starts from: the files of a fresh PGlite, as a tar archive packed by Brotli.
// To make a database anew takes seconds and 700 MB of memory whenever somebody starts the service in a new folder. Brotli
// looks back far enough to see that PostgreSQL's three first databases are one: 1.5 MB in place of gzip's 4.5.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { root } from './run.mjs'

/** The path of the image for the PGlite that is installed here; it is made where it is not there yet. */
export async function databaseImage() {
  const manifest = join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  const path = join(root, 'node_modules', '.cache', 'portscan-core', `pglite-${version}.tar.br`)
  if (!existsSync(path)) await make(path)
  return path
}

async function make(path) {
  const { PGlite } = await import('@electric-sql/pglite')
  const database = await PGlite.create()
  await database.exec('checkpoint')
  const archive = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer())
  await database.close()
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants
  const params = {
    [BROTLI_PARAM_QUALITY]: 9,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: archive.length,
  }
  mkdirSync(dirname(path), { recursive: true })
  const half = `${path}.${process.pid}.tmp`
  writeFileSync(half, brotliCompressSync(archive, { params }))
  renameSync(half, path)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await databaseImage())
}
