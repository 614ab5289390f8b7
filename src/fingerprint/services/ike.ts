import { sameBytes } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { parseIkeMessage, PAYLOAD_SA, SPI, withoutMarker, type IkeMessage } from './ike-message.ts'
import { mainMode, saInit } from './ike-questions.ts'
import { softwareByVendorIds, vendorIdText } from './ike-vendors.ts'

/** `details` of a service named `ike`. */
export interface IkeDetails {
  /** The version that it answered in. */
  readonly version: 1 | 2
  /** True where it took one of our proposals: a gateway that lets such strangers begin. */
  readonly accepted: boolean
  /** Why not: `'no-proposal-chosen'`, `'invalid-key-exchange'`, `'cookie'`, … or the number. */
  readonly notify?: string
  /** The Diffie-Hellman group that it wants, or took. */
  readonly group?: number
  /** What it sent as vendor ids: their names, their words, or hexadecimal. */
  readonly vendorIds?: readonly string[]
}

const NOTIFICATIONS: ReadonlyMap<number, string> = new Map([
  [1, 'unsupported-payload'],
  [4, 'invalid-ike-spi'],
  [5, 'invalid-major-version'],
  [7, 'invalid-syntax'],
  [9, 'invalid-message-id'],
  [14, 'no-proposal-chosen'],
  [17, 'invalid-key-exchange'],
  [24, 'authentication-failed'],
  [16_390, 'cookie'],
])
const INVALID_KEY_EXCHANGE = 17

/** An answer to our SPI: its lengths fit, it says that it answers, and it is no copy of the question. */
const answerOf: Matcher = (bytes, { transport, sent }) => {
  const answer = withoutMarker(bytes)
  const parsed = transport === 'udp' ? parseIkeMessage(answer) : undefined
  if (parsed === undefined || !isAnswer(parsed)) return undefined
  const asked = sent && withoutMarker(sent)
  const echoed = asked !== undefined && sameBytes(answer, 0, asked, 0, SPI)
  if ((asked !== undefined && !echoed) || (asked && Buffer.from(asked).equals(answer))) return undefined
  return matchOf(parsed, echoed)
}

/** The flag of version 2 says who answers (RFC 7296, section 3.1); version 1 has none. */
function isAnswer({ version, exchange, flags, payloads }: IkeMessage): boolean {
  if (payloads.length === 0) return false
  return version === 2
    ? (flags & 0x20) !== 0 && (exchange === 34 || exchange === 37)
    : [2, 5].includes(exchange)
}

function matchOf(parsed: IkeMessage, echoed: boolean): Match {
  const { version, vendorIds, payloads, notify } = parsed
  const accepted = payloads[0] === PAYLOAD_SA[version]
  const software = softwareByVendorIds(vendorIds)
  const wanted =
    notify?.type === INVALID_KEY_EXCHANGE && notify.data.length === 2
      ? notify.data[0]! * 256 + notify.data[1]!
      : undefined
  const group = parsed.group ?? wanted
  const details: IkeDetails = {
    version,
    accepted,
    ...(!accepted && notify !== undefined && { notify: NOTIFICATIONS.get(notify.type) ?? `${notify.type}` }),
    ...(group !== undefined && { group }),
    ...(vendorIds.length > 0 && { vendorIds: vendorIds.map(vendorIdText) }),
  }
  return {
    name: 'ike',
    ...software,
    ...cpeOf(software),
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: `IKEv${version} answer${echoed ? ' with our SPI' : ''}`,
  }
}

function cpeOf({
  product,
  version,
}: {
  readonly product?: string
  readonly version?: string
}): Partial<Match> {
  const vendor = product === 'strongSwan' || product === 'Libreswan' ? product.toLowerCase() : undefined
  return vendor === undefined ? {} : { cpe: [cpe({ part: 'a', vendor, product: vendor, version })] }
}

/**
 * IKEv2, RFC 7296; IKEv1, RFC 2408 and RFC 2409; on port 4500 as in RFC 3948.
 *
 * Asks: IKE_SA_INIT; then the first message of main mode.
 * Known by: our SPI, and payloads whose lengths fit.
 * Version: product from its vendor ids, where it sends any; Libreswan tells its version.
 */
export const ike: ServiceProbe = {
  name: 'ike',
  ports: [],
  udpPorts: [500, 4500],
  rarity: 7,
  datagrams: [saInit, mainMode],
  matchers: [answerOf],
}
