// Runs Node programs of this checkout by their own path: `npx name` would fetch whatever has that name.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the command of an installed package and gives its standard output; throws with all it said when it fails. */
export function runBin(name, command, args, options) {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return runNode(
    [fileURLToPath(new URL(typeof bin === 'string' ? bin : bin[command], manifest)), ...args],
    options,
  )
}

/** Runs the npm that runs this script. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (!npm) throw new Error('This script needs npm around it. Start it by `npm run`.')
  return runNode([npm, ...args], options)
}

export function runNode(args, options = {}) {
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    ...options,
  })
  if (run.status === 0) return run.stdout
  const end = run.error ?? run.signal ?? run.status
  throw new Error(`node ${args.join(' ')} ended with ${end}\n${run.stdout ?? ''}${run.stderr ?? ''}`)
}
