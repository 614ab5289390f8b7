import type { Certificate, Confidence, Service, TlsSession } from '../../model/service.ts'
import { parseCertificate } from '../../net/certificate.ts'
import { cpeName } from './cpe-name.ts'
import type { Attributes } from './xml-attributes.ts'

/** How sure a name is, from our own reports; what nmap names, it names by a pattern. */
const CONFIDENCE: ReadonlyMap<string | undefined, Confidence> = new Map([
  ['10', 'verified'],
  ['9', 'structured'],
])

/** The service of a port, where something but its number tells it. `pem`: its certificate. */
export function xmlService(
  told: Attributes | undefined,
  cpe: readonly string[],
  pem: string | undefined,
  scanner: string,
): Service | undefined {
  const certificate = pem === undefined ? undefined : certificateOf(pem)
  const probed = told !== undefined && told['method'] !== 'table'
  if (!probed && certificate === undefined) return undefined
  const {
    name = '',
    product,
    version,
    extrainfo,
    hostname,
    ostype,
    devicetype,
    tunnel,
    conf,
  } = probed ? told : {}
  const ours = name === '' || name === 'ssl' ? 'tls' : name
  const tls = tlsOf(ours, tunnel, certificate)
  return {
    name: ours,
    ...(product !== undefined && { product }),
    ...(version !== undefined && { version }),
    ...(extrainfo !== undefined && { info: extrainfo }),
    ...(hostname !== undefined && { hostname }),
    ...(ostype !== undefined && { os: ostype }),
    ...(devicetype !== undefined && { device: devicetype }),
    ...(cpe.length > 0 && { cpe: cpe.map(cpeName) }),
    ...(tls !== undefined && { tls }),
    details: {},
    confidence: (scanner === 'nmap' ? undefined : CONFIDENCE.get(conf)) ?? 'pattern',
    probe: scanner,
    evidence: `so named by ${scanner}`,
  }
}

/** A certificate that came without a tunnel was shown after STARTTLS. */
function tlsOf(
  name: string,
  tunnel: string | undefined,
  certificate: Certificate | undefined,
): TlsSession | undefined {
  const shown = certificate !== undefined && { certificate }
  if (tunnel === 'ssl' || name === 'tls') return { ...shown }
  return certificate === undefined ? undefined : { ...shown, starttls: name }
}

const PEM = /^-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/]+={0,2})\s*-----END CERTIFICATE-----$/

function certificateOf(pem: string): Certificate | undefined {
  const base64 = PEM.exec(pem.trim())?.[1]
  return base64 === undefined ? undefined : parseCertificate(Buffer.from(base64, 'base64'))
}
