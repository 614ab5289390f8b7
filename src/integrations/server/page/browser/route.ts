/** Which part of the page is asked for, by what stands after `#` in the address. */
export type Route =
  | { readonly name: 'hosts' }
  | { readonly name: 'host'; readonly host: string }
  | { readonly name: 'scans' }
  | { readonly name: 'scan'; readonly scanId: string }

export function routeOf(hash: string): Route {
  const [first = '', second] = hash.replace(/^#?\/?/, '').split('/')
  const value = second === undefined ? undefined : decoded(second)
  if (first === 'host' && value) return { name: 'host', host: value }
  if (first === 'scan' && value) return { name: 'scan', scanId: value }
  return { name: first === 'scans' ? 'scans' : 'hosts' }
}

/** The address of a part, to be put into a link. */
export function linkTo(route: Route): string {
  if (route.name === 'host') return `#/host/${encodeURIComponent(route.host)}`
  if (route.name === 'scan') return `#/scan/${encodeURIComponent(route.scanId)}`
  return `#/${route.name}`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
