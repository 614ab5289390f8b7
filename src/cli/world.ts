import type { Readable } from 'node:stream'
import type { Library } from './library.ts'

export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** The width of an output; 80 where it is unknown, which some pseudo-terminals call 0. */
export function columnsOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80
}

/** Everything outside that the command touches, so that a test can run the whole of it in its own process. */
export interface World {
  readonly stdin: Readable
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Calls `listener` for each signal that asks the process to end; the returned function takes it off. */
  readonly onSignal: (listener: () => void) => () => void
  /** Ends the process now. */
  readonly exit: (code: number) => void
  /** The version of the package, without loading the library for it. */
  readonly version: () => Promise<string>
  /** Loads the library: not needed for `--help`, nor to refuse bad usage. */
  readonly library: () => Promise<Library>
}
