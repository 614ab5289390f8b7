import type { Outcome } from '../model/result.ts'

/** A port that is known to be open: as long as it answers, silence elsewhere is not the fault of our own side. */
export interface Canary {
  /** As the user wrote it, for messages. */
  readonly target: string
  /** Tries it once, by the same policy, rate and limiter as the ports. Rejects where it has no address. */
  ask(signal: AbortSignal): Promise<Outcome>
}
