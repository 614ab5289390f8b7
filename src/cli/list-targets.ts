import { exitCode, type ExitCode } from './exit-code.ts'
import type { Library, ScanOptions, Targets } from './library.ts'
import type { Session } from './session.ts'

export async function listTargets(
  targets: Targets,
  options: ScanOptions,
  library: Library,
  session: Session,
): Promise<ExitCode> {
  void [targets, options, library, session]
  return exitCode.done
}
