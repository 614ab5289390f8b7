/** A version of TLS, or of DTLS, which is TLS over datagrams. What DTLS has no number for was never published. */
export type TlsVersion =
  'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' | 'DTLSv1' | 'DTLSv1.2' | 'DTLSv1.3'

/** From the oldest to the newest. */
export const tlsVersions: readonly TlsVersion[] = [
  'SSLv3',
  'TLSv1',
  'TLSv1.1',
  'TLSv1.2',
  'TLSv1.3',
  'DTLSv1',
  'DTLSv1.2',
  'DTLSv1.3',
]

/** By what each is based on (RFC 4347, RFC 6347, RFC 9147): DTLSv1 is TLSv1.1 over datagrams. */
const AGE: ReadonlyMap<string, number> = new Map([
  ['SSLv2', 0],
  ['SSLv3', 1],
  ['TLSv1', 2],
  ['TLSv1.1', 3],
  ['DTLSv1', 3],
  ['TLSv1.2', 4],
  ['DTLSv1.2', 4],
  ['TLSv1.3', 5],
  ['DTLSv1.3', 5],
])

/** Whether a version is at least as new as another one. One that nobody knows is not. */
export function isTlsAtLeast(version: string, least: TlsVersion): boolean {
  return (AGE.get(version) ?? -1) >= AGE.get(least)!
}
