import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = process.execPath
const built = here('../../dist/cli/main.cjs')

/** The scanners that are compared: what each is started with, for a lab (its file of addresses) and a condition. */
export const tools = {
  ours: ({ targets }, { ports }, command = built) => [
    ...[node, command, `@${targets}`, '-p', ports, '--states', 'all', '-f', 'ndjson'],
  ],
  nmap: ({ targets }, { ports, lab }) => [
    ...['nmap', '-sT', '-T4', '-n', '-Pn', '-p', ports, '-iL', targets, '-oX', '-'],
    ...(lab.includes('--family 6') ? ['-6'] : []),
  ],
  plain: ({ targets }, { ports }) => [node, here('../netlab/plain-loop.mjs'), targets, ports],
}

/** What they are called in a table. */
export const names = { ours: 'ours', nmap: '`nmap -sT -T4`', plain: '`net.connect` in a loop' }

export function isInstalled(tool) {
  return tool !== 'nmap' || spawnSync('nmap', ['-V']).error === undefined
}

/** `, nmap 7.93`, or nothing where it is not there. */
export function nmapVersion() {
  const { stdout } = spawnSync('nmap', ['-V'], { encoding: 'utf8' })
  const version = /Nmap version (\S+)/.exec(stdout ?? '')?.[1]
  return version === undefined ? '' : `, nmap ${version}`
}
