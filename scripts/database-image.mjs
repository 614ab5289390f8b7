// Makes the image that an embedded database starts from: the files of a fresh PGlite that has the tables already, as a tar
// archive packed by Brotli. To make them anew takes seconds and 700 MB of memory whenever somebody starts the service in
// a new folder. Brotli looks back far enough to see that PostgreSQL's three first databases are one: 1.5 MB in place of
// gzip's 4.5.
import { buildSync } from 'esbuild'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { root } from './run.mjs'

const cache = join(root, 'node_modules', '.cache', 'portscan-core')

/** The path of the image for the PGlite that is installed here and these tables; it is made where it is not there yet. */
export async function databaseImage() {
  const manifest = join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  const tables = tablesScript()
  const hash = createHash('sha256').update(tables).digest('hex').slice(0, 16)
  const path = join(cache, `pglite-${version}-${hash}.tar.br`)
  if (!existsSync(path)) await make(path, tables)
  return path
}

/** The service's own way to make its tables, as a module. */
function tablesScript() {
  const contents = `
    export { embeddedPool, embeddedSession } from './embedded/embedded-pool.ts'
    export { migrate } from './migrate.ts'
    export { migrations } from './migrations/index.ts'`
  const resolveDir = join(root, 'src', 'integrations', 'server', 'store')
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    write: false,
  })
  return outputFiles[0].text
}

async function make(path, tables) {
  mkdirSync(cache, { recursive: true })
  const archive = await freshDatabase(tables)
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants
  const params = {
    [BROTLI_PARAM_QUALITY]: 9,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: archive.length,
  }
  const half = `${path}.${process.pid}.tmp`
  writeFileSync(half, brotliCompressSync(archive, { params }))
  renameSync(half, path)
}

async function freshDatabase(tables) {
  const { PGlite } = await import('@electric-sql/pglite')
  const kysely = await import('kysely')
  const { embeddedPool, embeddedSession, migrate, migrations } = await loaded(tables)
  const database = await PGlite.create()
  const pool = embeddedPool(embeddedSession(database), 'reset role')
  await migrate(kysely, new kysely.Kysely({ dialect: new kysely.PostgresDialect({ pool }) }), migrations)
  await database.exec('checkpoint')
  const archive = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer())
  await database.close()
  return archive
}

async function loaded(script) {
  // Inside the project, so that its packages are found.
  const file = join(cache, `tables.${process.pid}.mjs`)
  writeFileSync(file, script)
  try {
    return await import(pathToFileURL(file).href)
  } finally {
    rmSync(file)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await databaseImage())
