// node bench/faults/bundle-worker.mjs to: the worker of the fault tests, from the source, with nothing built before.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { threadTextForEsbuild } from '../../scripts/thread-text.mjs'

const source = (path) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

/** The library by its own name is its source. */
const librarySource = {
  name: 'library-source',
  setup({ onResolve }) {
    onResolve({ filter: /^portscan-core$/ }, () => ({ path: source('index.ts') }))
    onResolve({ filter: /^portscan-core\/report$/ }, () => ({ path: source('report/index.ts') }))
    // Packages are found from where the bundle lies.
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('/') ? undefined : { path, external: true },
    )
  },
}

await build({
  entryPoints: [fileURLToPath(new URL('worker-process.ts', import.meta.url))],
  outfile: process.argv[2],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
  plugins: [threadTextForEsbuild, librarySource],
})
