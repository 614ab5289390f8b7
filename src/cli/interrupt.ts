import { exitCode } from './exit-code.ts'
import type { World } from './world.ts'

export interface Interrupt {
  /** Fires at the first signal. */
  readonly signal: AbortSignal
  release(): void
}

/** The first signal asks for a tidy end; the second one ends the process at once. */
export function onInterrupt({ onSignal, exit }: Pick<World, 'onSignal' | 'exit'>): Interrupt {
  const controller = new AbortController()
  const release = onSignal(() => {
    if (controller.signal.aborted) exit(exitCode.interrupted)
    else controller.abort(new Error('interrupted'))
  })
  return { signal: controller.signal, release }
}
