import { Command, CommanderError } from 'commander'
import { commands, type CommandName, type CommandShape } from './commands.ts'
import type { LogFlags } from './log-flags.ts'
import { rewriteAliases } from './rewrite-aliases.ts'
import { UsageError } from './usage-error.ts'

export type ParsedCommand =
  | { readonly kind: CommandName; readonly args: readonly string[]; readonly flags: LogFlags }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }

/** Reads the arguments after the program's name. Anything wrong with them is a `UsageError`. */
export function parseCommand(argv: readonly string[], columns = 80): ParsedCommand {
  const args = rewriteAliases(argv)
  const [first = ''] = args
  return isNamed(first) ? parseAs(first, args.slice(1), columns) : parseAs('scan', args, columns)
}

/** A host called `scan` is a target like any other. */
function isNamed(word: string): word is CommandName {
  return word !== 'scan' && Object.hasOwn(commands, word)
}

function parseAs(kind: CommandName, args: readonly string[], columns: number): ParsedCommand {
  const shape = commands[kind]
  let text = ''
  const command = new Command(shape.typed)
    .description(shape.description)
    .helpOption('-h, --help', 'print this help')
    // The number is the library's, which is not loaded yet.
    .version('', '-V, --version', 'print the version')
    .addHelpText('after', shape.examples)
    .exitOverride()
    .configureOutput({
      writeOut: (out) => (text += out),
      writeErr: () => {},
      getOutHelpWidth: () => columns,
    })
  for (const [name, description] of shape.takes) command.argument(name, description)
  for (const option of shape.options()) command.addOption(option)
  try {
    command.parse([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.version') return { kind: 'version' }
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text }
    throw new UsageError(oneLine(error, shape), { cause: error })
  }
  return { kind, args: command.args, flags: command.opts() }
}

function oneLine(error: CommanderError, { typed, takes, example }: CommandShape): string {
  if (error.code === 'commander.missingArgument') {
    const needed = takes.filter(([name]) => name.startsWith('<'))
    const at = needed.findIndex(([name]) => error.message.includes(`'${bare(name)}'`))
    const missing = needed.slice(Math.max(at, 0))
    // Of two the bare names are no words: `no old and new given`.
    const names = missing.map(([name]) => (needed.length === 1 ? bare(name) : name)).join(' and ')
    return `no ${names} given; expected ${missing[0]![1]}, as in: ${typed} ${example}`
  }
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.+)\?\)$/, '; did you mean $1?')
  return `${message.replace(/\s+/g, ' ')} (${typed} --help lists the options)`
}

/** `'<target...>'` as `'target'`. */
function bare(name: string): string {
  return name.replace(/^<|\.{0,3}>$/g, '')
}
