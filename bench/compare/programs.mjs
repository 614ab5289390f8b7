import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LOOPS = ['connect-loop', 'connect-window']

/** How each of the others says its version. */
const others = {
  nmap: [['-V'], /Nmap version (\S+)/],
  masscan: [['--version'], /Masscan version (\S+)/],
  zmap: [['--version'], /zmap (\S+)/],
  naabu: [['-version', '-duc'], /(\d+\.\d+\.\d+)/],
  rustscan: [['--version'], /rustscan (\S+)/],
}

/** The versions of those scanners that are installed. */
export function installedScanners() {
  return Object.fromEntries(
    Object.entries(others)
      .map(([name, [words, version]]) => [name, versionOf(name, words, version)])
      .filter(([, version]) => version !== undefined),
  )
}

function versionOf(name, words, version) {
  const { error, stdout, stderr } = spawnSync(name, words, { encoding: 'utf8', timeout: 10_000 })
  return error === undefined ? (version.exec(`${stdout}\n${stderr}`)?.[1] ?? 'of unknown version') : undefined
}

/** Compiles the loops in C into a folder and gives their paths; none where there is no compiler. */
export function compileLoops(folder) {
  if (spawnSync('cc', ['--version']).error !== undefined) return {}
  return Object.fromEntries(
    LOOPS.map((name) => {
      const source = fileURLToPath(new URL(`${name}.c`, import.meta.url))
      const { status, stderr } = spawnSync('cc', ['-O2', '-pthread', '-o', join(folder, name), source])
      if (status !== 0) throw new Error(`${name}.c does not compile: ${stderr}`)
      return [name, join(folder, name)]
    }),
  )
}
