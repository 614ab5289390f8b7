import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = process.execPath
const built = here('../../dist/cli/main.cjs')

const ours =
  (...options) =>
  ({ targets }, { ports }, command = built) => [
    ...[node, command, `@${targets}`, '-p', ports, '--states', 'all', '-f', 'ndjson', ...options],
  ]

/** The scanners that are compared: what each is started with, for a lab (its file of addresses) and a condition. */
export const tools = {
  ours: ours(),
  alone: ours('--engine', 'node', '--workers', '0'),
  threads: ours('--engine', 'node', '--workers', '2'),
  native: ours('--engine', 'native'),
  nmap: ({ targets }, { ports, lab }) => [
    ...['nmap', '-sT', '-T4', '-n', '-Pn', '-p', ports, '-iL', targets, '-oX', '-'],
    ...(lab.includes('--family 6') ? ['-6'] : []),
  ],
  plain: ({ targets }, { ports }) => [node, here('../netlab/plain-loop.mjs'), targets, ports],
}

/** What they are called in a table. */
export const names = {
  ours: 'ours',
  alone: 'ours, no threads',
  threads: 'ours, two threads',
  native: 'ours, native engine',
  nmap: '`nmap -sT -T4`',
  plain: '`net.connect` in a loop',
}

/** Those that all goals are for: the usual one, and each engine by itself. */
export const owns = ['ours', 'alone', 'threads', 'native']
/** Those that are compared where nobody says which. */
export const usual = ['ours', 'nmap', 'plain']

export function isInstalled(tool) {
  return tool !== 'nmap' || spawnSync('nmap', ['-V']).error === undefined
}

/** `, nmap 7.93`, or nothing where it is not there. */
export function nmapVersion() {
  const { stdout } = spawnSync('nmap', ['-V'], { encoding: 'utf8' })
  const version = /Nmap version (\S+)/.exec(stdout ?? '')?.[1]
  return version === undefined ? '' : `, nmap ${version}`
}
