import type { Option } from 'commander'
import { checkFlags } from './check-flags.ts'
import { diffFlags } from './diff-flags.ts'
import type { ExitCode } from './exit-code.ts'
import {
  checkExamples,
  diffExamples,
  scanExamples,
  serveExamples,
  waitExamples,
  workerExamples,
} from './help-text.ts'
import type { LogFlags } from './log-flags.ts'
import { runCheck } from './run-check.ts'
import { runDiff } from './run-diff.ts'
import { runScan } from './run-scan.ts'
import { runServe, runWorker } from './run-serve.ts'
import { runWait } from './run-wait.ts'
import { scanFlags } from './scan-flags.ts'
import { serveFlags, workerFlags } from './serve-flags.ts'
import type { Session } from './session.ts'
import { waitFlags } from './wait-flags.ts'

/** One of the things that the command does. */
export interface CommandShape {
  /** How it is called. */
  readonly typed: string
  readonly description: string
  /** What it takes, in order, as `'<old>'` or, for one or more, `'<target...>'`; each with what it may be. */
  readonly takes: readonly (readonly [name: string, description: string])[]
  /** What is typed after its name, in a message about what is missing. */
  readonly example: string
  readonly options: () => Option[]
  /** Printed below the options. */
  readonly examples: string
  readonly run: (args: readonly string[], flags: LogFlags, session: Session) => Promise<ExitCode>
}

/** All of them, by the first word; `scan` is what has none. */
export const commands = {
  scan: {
    typed: 'portscan',
    description: `Finds open TCP ports, and names the services behind them.
Other commands, each with its --help: portscan wait, portscan diff, portscan check, portscan serve,
portscan worker.`,
    takes: [['<target...>', 'address, CIDR, range, name, host:port, @file, - (standard input), if:eth0']],
    example: '127.0.0.1',
    options: scanFlags,
    examples: scanExamples,
    run: runScan,
  },
  wait: {
    typed: 'portscan wait',
    description: 'Waits until every port is open (or closed), for scripts and CI.',
    takes: [['<host:port...>', 'such as localhost:5432 or [::1]:8080']],
    example: 'localhost:5432',
    options: waitFlags,
    examples: waitExamples,
    run: runWait,
  },
  diff: {
    typed: 'portscan diff',
    description: 'Tells what changed from one report of a network to a later one.',
    takes: [
      ['<old>', 'the earlier report: JSON, NDJSON, XML of nmap, or - (standard input)'],
      ['<new>', 'the later one'],
    ],
    example: 'yesterday.json today.json',
    options: diffFlags,
    examples: diffExamples,
    run: runDiff,
  },
  check: {
    typed: 'portscan check',
    description: 'Holds what is open, now or in a report, against a policy of what may be.',
    takes: [
      ['<policy>', 'a file of what may be open, in YAML or JSON, such as ports.yaml'],
      [
        '[report]',
        'JSON, NDJSON, XML of nmap, or - (standard input); without it, what the policy names is scanned',
      ],
    ],
    example: 'ports.yaml',
    options: checkFlags,
    examples: checkExamples,
    run: runCheck,
  },
  serve: {
    typed: 'portscan serve',
    description: `Runs the scanning service: a REST API and a page that scan, keep every result and show what changed.
The environment says the rest (DATABASE_URL, REDIS_URL, PORTSCAN_*, OTEL_*): docs/service.md lists it.`,
    takes: [],
    example: '--port 8080',
    options: serveFlags,
    examples: serveExamples,
    run: runServe,
  },
  worker: {
    typed: 'portscan worker',
    description: 'Runs a further scan worker for a service whose database DATABASE_URL names.',
    takes: [],
    example: '--allow 192.0.2.0/24',
    options: workerFlags,
    examples: workerExamples,
    run: runWorker,
  },
} satisfies Readonly<Record<string, CommandShape>>

export type CommandName = keyof typeof commands
