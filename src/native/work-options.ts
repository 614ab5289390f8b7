/** What threads are told that dial by the system's own calls. */
export interface NativeWorkOptions {
  /** Address of this machine to dial from. Default: the system's choice by route. */
  readonly localAddress?: string | undefined
  /** Sockets that each thread keeps for its next dials, at most. */
  readonly idle: number
}
