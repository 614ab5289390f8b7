import type { Discoverer, Discovery } from './discoverer.ts'

const UNKNOWN: Discovery = { status: 'unknown' }

/**
 * The first of these that a run can have: made and opened when it begins. Where none can be had, it knows of nobody. For
 * one run only.
 */
export function firstThatOpens(
  name: string,
  makes: readonly (() => Discoverer | Promise<Discoverer>)[],
): Discoverer {
  let chosen: Discoverer | undefined
  return {
    name,
    async open() {
      for (const make of makes) {
        try {
          const made = await make()
          const leave = await made.open?.()
          chosen = made
          return leave ?? (() => {})
        } catch {
          // Why it cannot be had matters to those who ask for this very one; here the next is tried.
        }
      }
      return () => {}
    },
    discover: (host, tools) => chosen?.discover(host, tools) ?? Promise.resolve(UNKNOWN),
  }
}
