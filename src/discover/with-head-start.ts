import { delay } from '../flow/delay.ts'
import { ownSignal } from '../flow/own-signal.ts'
import { RunUse } from '../flow/run-use.ts'
import type { Discoverer, Discovery } from './discoverer.ts'

/**
 * Two discoverers at once, of which the first, who needs fewer packets, may often know before the second begins. Who
 * knows first that a host is up or down ends both; else it is as the second says, who hears more.
 * The first must not dial: the connections to one host are the second's. `headStart` in milliseconds.
 */
export function withHeadStart(first: Discoverer, second: Discoverer, headStart: number): Discoverer {
  return {
    name: `${first.name}-and-${second.name}`,
    async open() {
      const use = new RunUse([first, second])
      try {
        await use.begin()
      } catch (error) {
        await use.end()
        throw error
      }
      return () => use.end()
    },
    async discover(host, tools) {
      const over = new AbortController()
      const { signal, release } = ownSignal(tools.signal, over.signal)
      const own = { ...tools, signal }
      try {
        const early = first.discover(host, own).then(certain)
        const known = await Promise.race([early, delay(headStart, tools.clock, signal)])
        if (known !== undefined) return known
        const late = second.discover(host, own)
        const whenLate = late.then(async (found) => certain(found) ?? (await early) ?? found)
        const never = new Promise<never>(() => {})
        return await Promise.race([whenLate, early.then((found) => found ?? never)])
      } finally {
        over.abort()
        release()
      }
    },
  }
}

function certain(found: Discovery): Discovery | undefined {
  return found.status === 'up' || found.status === 'down' ? found : undefined
}
