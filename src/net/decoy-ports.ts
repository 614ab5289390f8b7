import type { Random } from '../model/random.ts'

/** How many are tried: one closed port is proof, three open ones are no chance. */
export const DECOYS = 3
/** Above what is registered (RFC 6335, section 6: the dynamic ports), where services are rare and scattered. */
const LOWEST = 49_152
const HIGHEST = 65_535
/** Draws before ports are taken that were asked for: where nearly all of them were. */
const DRAWS = 200

/** Random high ports that nobody opens on purpose; outside of the set that is scanned, as far as there are such. */
export function decoyPorts(asked: Iterable<number>, random: Random): number[] {
  const set = new Set(asked)
  const chosen = new Set<number>()
  for (let draw = 0; chosen.size < DECOYS; draw++) {
    const port = LOWEST + Math.floor(random() * (HIGHEST - LOWEST + 1))
    if (draw >= DRAWS || !set.has(port)) chosen.add(port)
  }
  return [...chosen]
}
