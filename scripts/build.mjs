// Builds dist/. With `--if-stale` only when what is there was made from other sources.
//
// tsup writes its JavaScript before the types are known to be right, so it builds beside dist/ and takes its place
// only after a good end: there is never a half-built dist/.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { licensesOf } from './licenses.mjs'
import { markTypes } from './mark-types.mjs'
import { root, runBin, runNode } from './run.mjs'

const dist = join(root, 'dist')
const stamp = join(root, 'node_modules', '.cache', 'portscan-core', 'built-from')
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsup.config.ts']

/** Builds, and throws when the build fails; dist/ is then what it was before. */
export function build() {
  console.error('Building dist/ …')
  const sources = hashOfSources()
  const fresh = `dist.${process.pid}.tmp`
  try {
    runBin('tsup', 'tsup', ['--silent', '--out-dir', fresh])
    markTypes(join(root, fresh))
    mkdirSync(join(root, fresh, 'server'), { recursive: true })
    const image = runNode([join(root, 'scripts', 'database-image.mjs')]).trim()
    copyFileSync(image, join(root, fresh, 'server', 'database.tar.br'))
    writeFileSync(join(root, fresh, 'licenses.txt'), licensesOf(join(root, fresh)))
  } catch (error) {
    rmSync(join(root, fresh), { recursive: true, force: true })
    throw error
  }
  rmSync(dist, { recursive: true, force: true })
  renameSync(join(root, fresh), dist)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, sources)
}

/** Builds unless dist/ was made from just these sources. */
export function buildIfStale() {
  const whole = existsSync(join(dist, 'index.d.cts')) && existsSync(join(dist, 'cli', 'main.cjs'))
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()) return
  build()
}

function hashOfSources() {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of [...settings.map((name) => join(root, name)), ...files]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--if-stale')) buildIfStale()
  else build()
}
