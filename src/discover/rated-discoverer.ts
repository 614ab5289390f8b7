import { delay } from '../flow/delay.ts'
import type { Rate } from '../net/rate.ts'
import type { Discoverer } from './discoverer.ts'

/**
 * A stranger's discoverer may send by other means than the connector that it is given. So each host that it is asked
 * for counts once against the rate and waits for its turn, beside what it dials.
 */
export function ratedDiscoverer(discoverer: Discoverer, rate: Rate | undefined): Discoverer {
  if (rate === undefined) return discoverer
  return {
    name: discoverer.name,
    async discover(host, tools) {
      const wait = rate.reserve(host.address)
      if (wait > 0) await delay(wait, tools.clock, tools.signal)
      return tools.signal.aborted ? { status: 'unknown' } : discoverer.discover(host, tools)
    },
  }
}
