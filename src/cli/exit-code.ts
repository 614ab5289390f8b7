/** What the command tells its caller; scripts rely on these. */
export const exitCode = {
  done: 0,
  /** The scan began and could not be brought to its end. */
  failed: 1,
  /** The command line cannot be read; nothing was sent. */
  usage: 2,
  /** No target could be scanned: none resolved, all were excluded, or none is allowed; no host could be compared. */
  nothing: 3,
  /** `wait` ran out of time. */
  timedOut: 4,
  /** `diff` found differences. */
  differs: 4,
  /** `check` found a violation. */
  violated: 4,
  /** Ended by a signal; what was found is kept. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
