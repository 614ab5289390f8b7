/** A name that shares its address with another target is a host of its own: SNI and banners differ. So is a label. */
export function hostKey(host: {
  readonly address: string
  readonly name?: string
  readonly tag?: string
}): string {
  return `${host.address} ${host.name ?? ''} ${host.tag ?? ''}`
}
