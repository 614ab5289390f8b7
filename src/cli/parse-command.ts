import { Command, CommanderError } from 'commander'
import type { Option } from 'commander'
import { scanExamples, waitExamples } from './help-text.ts'
import { rewriteAliases } from './rewrite-aliases.ts'
import { scanFlags, type ScanFlags } from './scan-flags.ts'
import { UsageError } from './usage-error.ts'
import { waitFlags, type WaitFlags } from './wait-flags.ts'

export type ParsedCommand =
  | { readonly kind: 'scan'; readonly targets: readonly string[]; readonly flags: ScanFlags }
  | { readonly kind: 'wait'; readonly targets: readonly string[]; readonly flags: WaitFlags }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }

interface Shape {
  readonly name: string
  readonly description: string
  readonly target: readonly [name: string, description: string]
  readonly options: readonly Option[]
  readonly after: string
}

/** Reads the arguments after the program's name. Anything wrong with them is a `UsageError`. */
export function parseCommand(argv: readonly string[], columns = 80): ParsedCommand {
  const [first, ...rest] = rewriteAliases(argv)
  if (first === 'wait') {
    const parsed = parseShape(waitShape(), rest, columns)
    return 'kind' in parsed ? parsed : { kind: 'wait', targets: parsed.args, flags: parsed.flags }
  }
  const parsed = parseShape(scanShape(), first === undefined ? [] : [first, ...rest], columns)
  return 'kind' in parsed ? parsed : { kind: 'scan', targets: parsed.args, flags: parsed.flags }
}

function scanShape(): Shape {
  return {
    name: 'portscan',
    description: `Finds open TCP ports, and names the services behind them.
Another command waits until ports are open: portscan wait --help`,
    target: ['target', 'address, CIDR, range, name, host:port, @file, - (standard input), if:eth0'],
    options: scanFlags(),
    after: scanExamples,
  }
}

function waitShape(): Shape {
  return {
    name: 'portscan wait',
    description: 'Waits until every port is open (or closed), for scripts and CI.',
    target: ['host:port', 'such as localhost:5432 or [::1]:8080'],
    options: waitFlags(),
    after: waitExamples,
  }
}

type Printed = Extract<ParsedCommand, { kind: 'help' | 'version' }>
type Parsed = Printed | { readonly args: readonly string[]; readonly flags: object }

function parseShape(shape: Shape, args: readonly string[], columns: number): Parsed {
  let text = ''
  const command = new Command(shape.name)
    .description(shape.description)
    .argument(`<${shape.target[0]}...>`, shape.target[1])
    .helpOption('-h, --help', 'print this help')
    // The number is the library's, which is not loaded yet.
    .version('', '-V, --version', 'print the version')
    .addHelpText('after', shape.after)
    .exitOverride()
    .configureOutput({
      writeOut: (out) => (text += out),
      writeErr: () => {},
      getOutHelpWidth: () => columns,
    })
  for (const option of shape.options) command.addOption(option)
  try {
    command.parse([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.version') return { kind: 'version' }
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text }
    throw new UsageError(oneLine(error, shape), { cause: error })
  }
  return { args: command.args, flags: command.opts() }
}

function oneLine(error: CommanderError, shape: Shape): string {
  if (error.code === 'commander.missingArgument') {
    return `no ${shape.target[0]} given; expected ${shape.target[1]}, as in: ${shape.name} ${firstExample(shape)}`
  }
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.+)\?\)$/, '; did you mean $1?')
  return `${message.replace(/\s+/g, ' ')} (${shape.name} --help lists the options)`
}

function firstExample({ name }: Shape): string {
  return name === 'portscan' ? '127.0.0.1' : 'localhost:5432'
}
