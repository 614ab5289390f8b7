// Bundles a file of the source: node bench/bundle-source.mjs from to
import { build } from 'esbuild'
import { threadTextForEsbuild } from '../scripts/thread-text.mjs'

const [from, outfile] = process.argv.slice(2)
await build({
  entryPoints: [from],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
  plugins: [threadTextForEsbuild],
})
