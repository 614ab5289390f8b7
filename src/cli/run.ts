import { commands } from './commands.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { tellFailure } from './failure.ts'
import { parseCommand, type ParsedCommand } from './parse-command.ts'
import { startSession, type Session } from './session.ts'
import { columnsOf, type World } from './world.ts'

/**
 * The whole command: reads `argv` (what comes after the program's name), does it, and resolves to the exit code.
 * Never rejects: what went wrong is one line on standard error.
 */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  let session = startSession(world, {})
  try {
    const command = parseCommand(argv, columnsOf(world.stdout))
    if ('flags' in command) session = startSession(world, command.flags)
    return await perform(command, session)
  } catch (error) {
    return tellFailure(error, session.log)
  }
}

async function perform(command: ParsedCommand, session: Session): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      session.world.stdout.write(command.text)
      return exitCode.done
    case 'version':
      session.world.stdout.write(`${await session.world.version()}\n`)
      return exitCode.done
    default:
      return commands[command.kind].run(command.args, command.flags, session)
  }
}
