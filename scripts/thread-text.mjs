// `import script from './dialer.ts?thread'` is that file with all it imports, as one text that a thread can run: so a
// bundle of an application needs no further file of ours. `?browser` is the same for a page.
import { buildSync } from 'esbuild'
import { resolve } from 'node:path'

const ending = /\?(thread|browser)$/
const kinds = {
  // What a thread runs as text is CommonJS.
  thread: { platform: 'node', format: 'cjs', target: 'node20.19' },
  // One byte a character, whatever the page says that it is written in.
  browser: { platform: 'browser', format: 'iife', target: 'es2022', charset: 'ascii' },
}

/** The script that begins in this file. */
export function threadText(path, kind = 'thread') {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    ...kinds[kind],
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
      pluginData: ending.exec(path)[1],
    }))
    build.onLoad({ filter: /./, namespace: 'thread-text' }, ({ path, pluginData }) => ({
      contents: threadText(path, pluginData),
      loader: 'text',
    }))
  },
}

/** For Vite, and so for vitest. */
export const threadTextForVite = {
  name: 'thread-text',
  enforce: 'pre',
  load(id) {
    const [, kind] = ending.exec(id) ?? []
    return kind === undefined
      ? undefined
      : `export default ${JSON.stringify(threadText(id.replace(ending, ''), kind))}`
  },
}
