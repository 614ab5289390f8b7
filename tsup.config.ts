import { resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import { threadTextForEsbuild } from './scripts/thread-text.mjs'

const common: Options = {
  platform: 'node',
  target: 'node20.19',
  clean: false,
  esbuildPlugins: [threadTextForEsbuild],
}
const library: Options = { ...common, entry: { index: 'src/index.ts' } }
/** Comments, blanks and inner names are half of the text that every import has to read; lines stay for stack traces. */
const short: Options = {
  esbuildOptions(options) {
    options.minifyWhitespace = true
    options.minifyIdentifiers = true
    options.minifySyntax = true
    options.lineLimit = 110
    // One byte a character: one that needs two doubles what V8 holds and reads.
    options.charset = 'ascii'
  },
}
// The testing kit is a user of the library: it imports the published one by its name, and holds no copy of it.
const testing: Options = {
  ...common,
  entry: {
    'testing/index': 'src/testing/index.ts',
    'testing/vitest': 'src/testing/vitest.ts',
    'testing/jest': 'src/testing/jest.ts',
  },
  external: ['portscan-core', 'portscan-core/report', 'portscan-core/testing'],
  splitting: false,
}
// So is what tells OpenTelemetry of its scans.
const otel: Options = {
  ...common,
  entry: { 'otel/index': 'src/integrations/otel/index.ts' },
  external: ['portscan-core'],
  splitting: false,
}

// And the service, which loads what it needs beside when it is started.
const server: Options = {
  ...common,
  entry: { 'server/index': 'src/integrations/server/index.ts' },
  external: ['portscan-core', 'portscan-core/report'],
  splitting: false,
}

/**
 * In CommonJS `import()` becomes `require()`, still only when it is reached: jest runs tests where modules cannot be
 * imported, and `import()` begins Node's machinery for modules, 40 ms of work. Each package that is loaded so can be required.
 */
const byRequire: Options = {
  esbuildOptions(options) {
    options.supported = { ...options.supported, 'dynamic-import': false }
  },
}

/** Leaves a file out of the bundle: it is loaded from where it is built to, when it is wanted. */
function apart(source: string, built: string): NonNullable<Options['esbuildPlugins']>[number] {
  return {
    name: 'apart',
    setup(build) {
      const file = resolve(source)
      build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) =>
        resolve(resolveDir, path) === file ? { path: built, external: true } : undefined,
      )
    },
  }
}

/** The native engine is loaded when it is wanted; what both of them throw is one class. */
function libraryAs(ending: 'js' | 'cjs'): Options {
  return { esbuildPlugins: [threadTextForEsbuild, apart('src/native/index.ts', `./native/index.${ending}`)] }
}
function nativeAs(ending: 'js' | 'cjs'): Options {
  return {
    entry: { 'native/index': 'src/native/index.ts' },
    esbuildPlugins: [threadTextForEsbuild, apart('src/model/errors.ts', `../index.${ending}`)],
    splitting: false,
  }
}

/** Reports are read and written beside the library: what both of them throw is one class. */
function reportAs(ending: 'js' | 'cjs'): Options {
  return {
    ...common,
    entry: { 'report/index': 'src/report/index.ts' },
    esbuildPlugins: [apart('src/model/errors.ts', `../index.${ending}`)],
    // What reads nmap's XML: nobody should have to install a parser to compare two files.
    noExternal: ['saxes'],
    splitting: false,
  }
}

export default defineConfig([
  // It takes nothing in, so no licence is lost with its comments.
  { ...library, ...short, ...libraryAs('js'), format: 'esm', splitting: true },
  // p-queue is ESM only, so the CommonJS build carries it.
  { ...library, ...byRequire, ...libraryAs('cjs'), format: 'cjs', noExternal: ['p-queue'] },
  { ...library, format: ['esm', 'cjs'], dts: { only: true } },
  { ...common, ...short, ...nativeAs('js'), format: 'esm' },
  // `import.meta.url` is a part of ESM.
  { ...common, ...byRequire, ...nativeAs('cjs'), format: 'cjs', shims: true },
  { ...common, ...nativeAs('js'), format: ['esm', 'cjs'], dts: { only: true } },
  { ...reportAs('js'), format: 'esm' },
  { ...reportAs('cjs'), ...byRequire, format: 'cjs' },
  { ...reportAs('js'), format: ['esm', 'cjs'], dts: { only: true } },
  { ...testing, format: 'esm' },
  { ...testing, ...byRequire, format: 'cjs' },
  { ...testing, format: ['esm', 'cjs'], dts: { only: true } },
  { ...otel, format: 'esm' },
  { ...otel, ...byRequire, format: 'cjs' },
  { ...otel, format: ['esm', 'cjs'], dts: { only: true } },
  { ...server, format: 'esm' },
  // Some of what it loads is ESM only, and `import.meta.url` is a part of ESM.
  { ...server, format: 'cjs', shims: true },
  { ...server, format: ['esm', 'cjs'], dts: { only: true } },
  {
    ...common,
    ...byRequire,
    entry: { 'cli/main': 'src/cli/main.ts' },
    // CommonJS starts twice as fast: ip-num and dns2 are CommonJS, which Node must read twice to import it.
    format: 'cjs',
    // One file: `../index.cjs` would be wrong in a chunk that lies elsewhere.
    splitting: false,
    noExternal: ['commander', 'picocolors', 'cli-progress'],
    // The command runs on the very library that is published, not on a copy of it.
    esbuildPlugins: [
      apart('src/index.ts', '../index.cjs'),
      apart('src/integrations/otel/index.ts', '../otel/index.cjs'),
      apart('src/integrations/server/index.ts', '../server/index.cjs'),
    ],
  },
])
