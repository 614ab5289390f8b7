import { TICK } from './heartbeat.ts'
import type { ProbeSettings } from './probe-settings.ts'

/**
 * How many of the milliseconds since the last look do not count against tries that others make, in threads: all of them
 * where one of those has got no processor since, and those by which we came late ourselves. Else a busy machine's silence
 * would be taken for the network's: every silent port would be asked again, at a lower pace.
 */
export function lostTime(
  { strategy, udpStrategy }: Pick<ProbeSettings, 'strategy' | 'udpStrategy'>,
  since: number,
): number {
  const others = [strategy.getsOn?.(since), udpStrategy.getsOn?.(since)].filter(
    (getsOn) => getsOn !== undefined,
  )
  if (others.length === 0) return 0
  if (others.includes(false)) return since
  return since > 2 * TICK ? since - TICK : 0
}
