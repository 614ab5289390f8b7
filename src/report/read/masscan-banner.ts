import type { PortResult } from '../../model/result.ts'
import type { TlsSession } from '../../model/service.ts'
import { parseCertificate } from '../../net/certificate.ts'

/** What masscan calls protocols, and the names that we have for them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['ssh1', 'ssh'],
  ['ssh2', 'ssh'],
  ['imap4', 'imap'],
  ['title', 'http'],
  ['html-full', 'http'],
  ['http.server', 'http'],
  ['X509', 'tls'],
  ['X509-CA', 'tls'],
  ['ssl', 'tls'],
  ['mc', 'minecraft'],
  ['nbtstat', 'netbios-ns'],
  ['dns-ver', 'dns'],
])

/** What is told beside the banner, not by the peer's first words. */
const PARTS: ReadonlySet<string> = new Set(['title', 'html-full', 'http.server', 'X509', 'X509-CA', 'ssl'])

/** The service that a banner of masscan tells. */
export function bannerService(name: string, bytes: Uint8Array): Pick<PortResult, 'service'> {
  const known = NAMES.get(name) ?? name
  if (known === 'unknown' || known === '') return {}
  const said = {
    details: {},
    confidence: 'pattern',
    probe: 'masscan',
    evidence: 'so named by masscan',
  } as const
  return { service: { name: known, ...said, ...(known === 'tls' && { tls: tlsOf(name, bytes) }) } }
}

export function bannerOf(name: string, bytes: Uint8Array): Pick<PortResult, 'banner'> {
  return bytes.length === 0 || PARTS.has(name) ? {} : { banner: Uint8Array.from(bytes) }
}

/** A certificate is in base64; one of an authority is not the peer's own. */
function tlsOf(name: string, bytes: Uint8Array): TlsSession {
  if (name !== 'X509') return {}
  const certificate = parseCertificate(Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64'))
  return certificate === undefined ? {} : { certificate }
}
