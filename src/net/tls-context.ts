import { constants } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'

let context: SecureContext | undefined
let withoutCertificate: SecureContext | undefined

/**
 * What all our handshakes have in common: everything that the peer may show is let through. Made once, when first
 * needed, and never changed: one for each handshake would take longer than the handshake, and hold memory of OpenSSL's
 * until the garbage is collected. Throws where this OpenSSL does not know what we ask of it.
 */
export function scannerContext(): SecureContext {
  return (context ??= createSecureContext({
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.3',
    // Level 0 lets old protocol versions, short keys and SHA-1 through: they are to be reported, not avoided.
    ciphers: 'ALL:!aNULL:!eNULL:@SECLEVEL=0',
    ecdhCurve: 'auto',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    // No trust store: nothing is verified, and loading it costs more than the handshake.
    ca: [],
  }))
}

/**
 * For servers that have no certificate and agree on keys with nobody in particular (RFC 5246, appendix F.1.1.1). Never
 * the first to be used: some servers that have a certificate would not show it then.
 */
export function anonymousContext(): SecureContext {
  return (withoutCertificate ??= createSecureContext({
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.2',
    ciphers: 'aNULL:!eNULL:@SECLEVEL=0',
    ecdhCurve: 'auto',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    ca: [],
  }))
}
