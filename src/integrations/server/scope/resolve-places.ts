import type { Resolver } from 'portscan-core'
import type { OwnPlace } from '../settings.ts'

/**
 * The addresses that the names of the service's own places lead to, as places too, so that nobody gets there by address. A
 * name that leads nowhere now stays a name.
 */
export async function resolvePlaces(
  places: readonly OwnPlace[],
  resolver: Pick<Resolver, 'resolve'>,
  signal?: AbortSignal,
): Promise<readonly OwnPlace[]> {
  const found = await Promise.all(
    places.map(async (place) => {
      const options = signal === undefined ? {} : { signal }
      const addresses = await resolver.resolve(place.host, options).catch(() => [])
      return [place, ...addresses.map((host) => ({ ...place, host }))]
    }),
  )
  return found.flat()
}
