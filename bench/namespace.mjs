import { execFileSync, spawnSync } from 'node:child_process'

const INSIDE = 'BENCH_IN_NAMESPACE'

/**
 * Runs this very program again in a network namespace of its own, where nobody else listens, connects or uses up
 * ports, and ends with its exit code. Inside it, loopback is up and this returns true; false where none can be made.
 */
export function enterNamespace() {
  if (process.env[INSIDE] !== undefined) {
    execFileSync('ip', ['link', 'set', 'lo', 'up'])
    return true
  }
  if (!mayEnterNamespace()) return false
  const { status } = runInNamespace(process.argv.slice(1), 'inherit')
  process.exit(status ?? 1)
}

/** Runs a Node program in a network namespace of its own; loopback is down there. */
export function runInNamespace(args, stdio = 'pipe') {
  const [command, ...flags] = unshare()
  const argv = [...flags, process.execPath, ...process.execArgv, ...args]
  return spawnSync(command, argv, { stdio, encoding: 'utf8', env: { ...process.env, [INSIDE]: '1' } })
}

export function mayEnterNamespace() {
  const [command, ...flags] = unshare()
  return spawnSync(command, [...flags, 'ip', 'link', 'set', 'lo', 'up']).status === 0
}

// Who is not root needs a user namespace around it.
function unshare() {
  return process.getuid?.() === 0 ? ['unshare', '--net'] : ['unshare', '--map-root-user', '--net']
}
