import type { Backend } from '../../model.ts'
import type { ShardBackend } from '../shard-task.ts'
import { libraryBackend } from './library-backend.ts'
import { masscanBackend } from './masscan.ts'
import { nmapBackend } from './nmap.ts'
import { rustscanBackend } from './rustscan.ts'

/** All that there are, by name. Whether a program is installed shows when it is asked for. */
export function allBackends(): Readonly<Record<Backend, ShardBackend>> {
  return {
    connect: libraryBackend('connect'),
    native: libraryBackend('native'),
    nmap: nmapBackend(),
    masscan: masscanBackend(),
    rustscan: rustscanBackend(),
  }
}
