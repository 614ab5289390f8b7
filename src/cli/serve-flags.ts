import type { Option } from 'commander'
import { flag, flagGroup } from './flag.ts'
import { logFlags, type LogFlags } from './log-flags.ts'
import { listed, wholeNumber } from './option-values.ts'

export interface ServeFlags extends LogFlags {
  readonly port?: number
  readonly host?: string
  readonly data?: string
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
  /** `--no-auth` makes it false. */
  readonly auth?: boolean
  readonly newKey?: readonly string[]
  readonly name?: string
}

export function serveFlags(): Option[] {
  return [
    ...flagGroup('Service:', [
      flag('--port <n>', 'where it listens (default: 8080)', wholeNumber(0, 65_535, '8080')),
      flag('--host <address>', 'which address it listens on (default: 127.0.0.1)'),
      flag('--data <folder>', 'the embedded database (default: ./portscan-data)'),
      ...scopeFlags(),
    ]),
    ...flagGroup('Keys:', [
      flag('--no-auth', 'ask for no key; on loopback only'),
      flag('--new-key <scopes>', 'make a key that may do read, scan, admin; print it, and end', listed),
      flag('--name <text>', 'what the new key is called'),
    ]),
    ...flagGroup('Output:', logFlags()),
  ]
}

export interface WorkerFlags extends LogFlags {
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
}

export function workerFlags(): Option[] {
  return [...flagGroup('Worker:', scopeFlags()), ...flagGroup('Output:', logFlags())]
}

function scopeFlags(): Option[] {
  return [
    flag('--allow <spec>', 'what may be scanned (default: loopback, where nothing is configured)', listed),
    flag('--deny <spec>', 'what may not be scanned; wins over --allow', listed),
  ]
}
