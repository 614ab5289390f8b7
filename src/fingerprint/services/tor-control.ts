import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `tor-control`. */
export interface TorControlDetails {
  /** `'NULL'` (anybody may), `'HASHEDPASSWORD'`, `'COOKIE'`, `'SAFECOOKIE'`. */
  readonly authentication: readonly string[]
  readonly authRequired: boolean
}

const INFO = /^250-PROTOCOLINFO 1\r\n(?<lines>(?:250-[^\r\n]{1,400}\r\n){1,8})250 OK\r\n/

const protocolInfo: Matcher = (answer) => {
  const lines = INFO.exec(latin1(answer, 0, 4_096))?.groups?.['lines']
  if (lines === undefined) return undefined
  const version = trimVersion(/\n?250-VERSION Tor="(?<version>\d[\w.-]{0,40})/.exec(lines)?.[1])
  const methods = /250-AUTH METHODS=(?<methods>[A-Z,]{1,80})/.exec(lines)?.[1]?.split(',', 8) ?? []
  return {
    name: 'tor-control',
    product: 'Tor',
    vendor: 'The Tor Project',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'torproject', product: 'tor', version })],
    details: {
      authentication: methods,
      authRequired: !methods.includes('NULL'),
    } satisfies TorControlDetails,
    confidence: 'structured',
    evidence: 'answer to PROTOCOLINFO',
  }
}

/**
 * Tor's control port, "TC: A Tor control protocol" (control-spec).
 *
 * Asks: PROTOCOLINFO, the one question that is answered before authentication; then QUIT.
 * Known by: the answer to it, or its page for those who take it for a web server.
 * Version: the answer.
 */
export const torControl: ServiceProbe = {
  name: 'tor-control',
  ports: [9051],
  rarity: 8,
  hello: () => Buffer.from('PROTOCOLINFO 1\r\n'),
  enough: (bytes) => /(?:^|\n)(?:250 |[45]\d\d )[^\n]{0,200}\n/.test(latin1(bytes, 0, 4_096)),
  matchers: [protocolInfo],
  goodbye: Buffer.from('QUIT\r\n'),
}
