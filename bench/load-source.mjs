import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bundles a file of `src` and imports it, so that the source is measured as it ships, with nothing built before. */
export async function loadSource(file) {
  // Inside the project, so that its dependencies are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.bench-'))
  try {
    const outfile = join(folder, 'source.mjs')
    await build({
      entryPoints: [join(root, 'src', file)],
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      outfile,
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
