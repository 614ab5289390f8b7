import { parsePorts } from 'portscan-core'
import { readReport } from 'portscan-core/report'
import type { ShardBackend, ShardTask } from '../shard-task.ts'
import { commandPorts } from './command-ports.ts'
import { programBackend, type ProgramOptions, type ScanProgram } from './program-backend.ts'
import { reportFindings } from './report-findings.ts'

/** nmap by connect, which needs no rights; UDP needs those of root. */
export function nmapBackend(options?: ProgramOptions): ShardBackend {
  return programBackend(nmap, options)
}

const nmap: ScanProgram = {
  name: 'nmap',
  namesServices: true,
  args({ addresses, family, task }) {
    const { request, rate } = task
    return [
      '-n',
      '-Pn',
      '--noninteractive',
      ...(family === 6 ? ['-6'] : []),
      ...scanKinds(task),
      `-T${TIMINGS.indexOf(request.timing)}`,
      ...(request.services ? ['-sV'] : []),
      ...(rate === undefined ? [] : ['--max-rate', `${rate}`]),
      ...(request.retries === undefined ? [] : ['--max-retries', `${request.retries}`]),
      ...(request.timeout === undefined ? [] : ['--max-rtt-timeout', `${request.timeout}ms`]),
      '-oX',
      '-',
      '-p',
      commandPorts(task.ports, 'nmap'),
      '--',
      ...addresses,
    ]
  },
  async read(output) {
    const report = await readReport(output, { format: 'xml' })
    const broken = report.warnings.find(({ code }) => code === 'report-incomplete')
    if (broken !== undefined) throw new Error(`nmap's report is not whole: ${broken.message}`)
    return reportFindings(report)
  },
}

const TIMINGS = ['paranoid', 'sneaky', 'polite', 'normal', 'aggressive', 'insane']

function scanKinds({ ports }: ShardTask): readonly string[] {
  const { tcp, udp } = parsePorts(ports)
  return [...(tcp.length > 0 ? ['-sT'] : []), ...(udp === undefined ? [] : ['-sU'])]
}
