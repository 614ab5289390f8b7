import type { ShardBackend } from '../shard-task.ts'
import { commandPorts } from './command-ports.ts'
import {
  programBackend,
  type AddressFindings,
  type ProgramOptions,
  type ScanProgram,
} from './program-backend.ts'

/** RustScan's own search for open ports; what listens there is asked by the library, not by nmap. */
export function rustscanBackend(options?: ProgramOptions): ShardBackend {
  return programBackend(rustscan, options)
}

const rustscan: ScanProgram = {
  name: 'rustscan',
  tcpOnly: true,
  args: ({ addresses, task: { ports, request } }) => [
    '--no-config',
    '--no-banner',
    '--greppable',
    '--scan-order',
    'random',
    '--batch-size',
    '1000',
    '--timeout',
    `${request.timeout ?? 1_500}`,
    '--tries',
    `${(request.retries ?? 1) + 1}`,
    '--ports',
    commandPorts(ports, 'rustscan'),
    '--addresses',
    addresses.join(','),
  ],
  read: (output) => Promise.resolve(output.split('\n').filter(isSomething).map(readLine)),
}

function isSomething(line: string): boolean {
  return line.trim() !== ''
}

/** `127.0.0.1 -> [22,80]` */
function readLine(line: string): AddressFindings {
  const [, address, list] = /^([\d.:a-f]{2,45}) -> \[(\d{1,5}(?:,\d{1,5})*)?\]$/.exec(line.trim()) ?? []
  if (address === undefined)
    throw new Error(`rustscan wrote something else than its results: ${JSON.stringify(line.slice(0, 100))}`)
  const numbers = list === undefined ? [] : [...new Set(list.split(',').map(Number))].sort((a, b) => a - b)
  const ports = numbers.map(
    (port) => ({ address, port, transport: 'tcp', state: 'open', reason: 'syn-ack' }) as const,
  )
  return { address, ports, counts: ports.length === 0 ? {} : { open: { 'syn-ack': ports.length } } }
}
