import { resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const common: Options = { platform: 'node', target: 'node20.19', clean: false }
const library: Options = { ...common, entry: { index: 'src/index.ts' } }

// The command runs on the very library that is published, not on a copy of it.
const publishedLibrary: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'published-library',
  setup(build) {
    const door = resolve('src/index.ts')
    build.onResolve({ filter: /\/index\.ts$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === door ? { path: '../index.js', external: true } : undefined,
    )
  },
}

export default defineConfig([
  { ...library, format: 'esm', splitting: true },
  // p-queue is ESM only, so the CommonJS build carries it.
  { ...library, format: 'cjs', noExternal: ['p-queue'] },
  { ...library, format: ['esm', 'cjs'], dts: { only: true } },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: 'esm',
    // One file: `../index.js` would be wrong in a chunk that lies elsewhere.
    splitting: false,
    noExternal: ['commander', 'picocolors', 'cli-progress'],
    esbuildPlugins: [publishedLibrary],
    // What is bundled is CommonJS and asks for Node's own modules by `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
  },
])
