import { readReport } from 'portscan-core/report'
import type { ShardBackend } from '../shard-task.ts'
import { commandPorts } from './command-ports.ts'
import { programBackend, type ProgramOptions, type ScanProgram } from './program-backend.ts'
import { reportFindings } from './report-findings.ts'

/** masscan, which needs the rights of root, and another machine: it does not find what listens on its own. */
export function masscanBackend(options?: ProgramOptions): ShardBackend {
  return programBackend(masscan, options)
}

/** Packets a second where nothing is said: what it sends is not slowed down by losses. */
const USUAL_RATE = 1_000

const masscan: ScanProgram = {
  name: 'masscan',
  args: ({ addresses, task: { ports, rate = USUAL_RATE, request, seed } }) => [
    '-oJ',
    '-',
    '--wait',
    '3',
    '--seed',
    `${seed}`,
    '--rate',
    `${rate}`,
    '--retries',
    `${request.retries ?? 1}`,
    '-p',
    commandPorts(ports, 'masscan'),
    ...addresses,
  ],
  // It writes nothing where it found nothing.
  read: async (output) =>
    output.trim() === '' ? [] : reportFindings(await readReport(output, { format: 'masscan' })),
}
