import type { ShardProgress } from '../store/store.ts'

/** Milliseconds between two words. */
const EVERY = 1_000

export interface ProgressTeller {
  /** Whoever scans says here where to look. */
  watch(look: () => ShardProgress): void
  stop(): void
}

/** Tells how far a shard is: once a second, where something changed, and never twice at a time. */
export function progressTeller(
  tell: (progress: ShardProgress) => Promise<void>,
  onError: (error: unknown) => void,
): ProgressTeller {
  let look: (() => ShardProgress) | undefined
  let last = ''
  let telling = false
  const timer = setInterval(() => {
    if (look === undefined || telling) return
    const progress = look()
    const key = `${progress.fraction} ${progress.open}`
    if (key === last) return
    last = key
    telling = true
    tell(progress)
      .catch(onError)
      .finally(() => (telling = false))
  }, EVERY)
  return {
    watch(where) {
      look = where
    },
    stop() {
      clearInterval(timer)
    },
  }
}
