import { resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const common: Options = { platform: 'node', target: 'node20.19', clean: false }
const library: Options = { ...common, entry: { index: 'src/index.ts' } }
/** Comments and blanks are a third of the text that every import has to read; names and lines stay for stack traces. */
const short: Options = {
  esbuildOptions(options) {
    options.minifyWhitespace = true
    options.minifySyntax = true
    options.lineLimit = 110
  },
}
// The testing kit is a user of the library: it imports the published one by its name, and holds no copy of it.
const testing: Options = {
  ...common,
  entry: { 'testing/index': 'src/testing/index.ts' },
  external: ['portscan-core'],
  splitting: false,
}

// The command runs on the very library that is published, not on a copy of it.
const publishedLibrary: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'published-library',
  setup(build) {
    const door = resolve('src/index.ts')
    build.onResolve({ filter: /\/index\.ts$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === door ? { path: '../index.cjs', external: true } : undefined,
    )
  },
}

export default defineConfig([
  // It takes nothing in, so no licence is lost with its comments.
  { ...library, ...short, format: 'esm', splitting: true },
  // p-queue is ESM only, so the CommonJS build carries it.
  { ...library, format: 'cjs', noExternal: ['p-queue'] },
  { ...library, format: ['esm', 'cjs'], dts: { only: true } },
  { ...testing, format: ['esm', 'cjs'] },
  { ...testing, format: ['esm', 'cjs'], dts: { only: true } },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    // CommonJS starts twice as fast: ip-num and dns2 are CommonJS, which Node must read twice to import it.
    format: 'cjs',
    // One file: `../index.cjs` would be wrong in a chunk that lies elsewhere.
    splitting: false,
    noExternal: ['commander', 'picocolors', 'cli-progress'],
    esbuildPlugins: [publishedLibrary],
    esbuildOptions(options) {
      // `import()` becomes `require()`, still only when it is reached.
      options.supported = { ...options.supported, 'dynamic-import': false }
    },
  },
])
