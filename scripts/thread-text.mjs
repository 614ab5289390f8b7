// `import script from './dialer.ts?thread'` is that file with all it imports, as one text that a thread can run: so a
// bundle of an application needs no further file of ours.
import { buildSync } from 'esbuild'
import { resolve } from 'node:path'

const ending = /\?thread$/

/** The script that begins in this file. */
export function threadText(path) {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    // What a thread runs as text is CommonJS.
    format: 'cjs',
    target: 'node20.19',
    minify: true,
    write: false,
  })
  return outputFiles[0].text
}

/** For esbuild, and so for tsup. */
export const threadTextForEsbuild = {
  name: 'thread-text',
  setup(build) {
    build.onResolve({ filter: ending }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(ending, '')),
      namespace: 'thread-text',
    }))
    build.onLoad({ filter: /./, namespace: 'thread-text' }, ({ path }) => ({
      contents: threadText(path),
      loader: 'text',
    }))
  },
}

/** For Vite, and so for vitest. */
export const threadTextForVite = {
  name: 'thread-text',
  enforce: 'pre',
  load(id) {
    return ending.test(id)
      ? `export default ${JSON.stringify(threadText(id.replace(ending, '')))}`
      : undefined
  },
}
