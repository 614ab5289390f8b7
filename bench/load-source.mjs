import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(root, 'bench', 'bundle-source.mjs')

/** Bundles a file of `src` and imports it, so that the source is measured as it ships, with nothing built before. */
export async function loadSource(file) {
  // Inside the project, so that its dependencies are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.bench-'))
  const outfile = join(folder, 'source.mjs')
  try {
    // A process of its own: what the bundler needs must not count as ours.
    execFileSync(process.execPath, [bundle, join(root, 'src', file), outfile])
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
