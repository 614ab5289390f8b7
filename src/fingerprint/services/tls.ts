import type { TlsSession } from '../../model/service.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { clientSessionId, parseTlsAnswer, type ServerHello, type TlsAnswer } from '../tls-record.ts'

/** `details` of a service named `tls`. */
export interface TlsDetails {
  /** The alert that ended the handshake, by its name in RFC 8446 6. */
  readonly alert?: string
}

/** Names TLS by the first record of the answer; the certificate comes from the handshake that the stage completes. */
const record: Matcher = (answer, context) => {
  const parsed = parseTlsAnswer(answer)
  if (parsed === undefined) return undefined
  if (parsed.kind === 'alert') {
    const evidence = `TLS alert record: ${parsed.level} ${parsed.alert}`
    return match(parsed, { version: parsed.version, error: parsed.alert }, 'structured', evidence, {
      alert: parsed.alert,
    })
  }
  const { version, cipher } = parsed
  const confidence = echoes(parsed, context.sent) ? 'verified' : 'structured'
  return match(parsed, { version, cipher }, confidence, `TLS ServerHello: ${version}, ${cipher}`, {})
}

function match(
  parsed: TlsAnswer,
  tls: TlsSession,
  confidence: Match['confidence'],
  evidence: string,
  details: TlsDetails,
): Match {
  return {
    name: 'tls',
    tls,
    details: { ...details },
    wantsTls: parsed.kind === 'alert',
    confidence,
    evidence,
  }
}

function echoes({ sessionId }: ServerHello, sent: Uint8Array | undefined): boolean {
  if (sent === undefined || sessionId.length === 0) return false
  const asked = clientSessionId(sent)
  return asked.length === sessionId.length && asked.every((byte, at) => byte === sessionId[at])
}

/**
 * TLS (RFC 8446, RFC 5246 and older). Its question, the ClientHello, comes from the handshake itself.
 *
 * Asks: ClientHello.
 * Known by: a handshake or alert record.
 */
export const tls: ServiceProbe = { name: 'tls', ports: [], rarity: 1, matchers: [record] }
