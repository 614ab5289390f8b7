import { element, integer } from '../ber.ts'
import { known as present } from '../field.ts'
import { ntlmNegotiate, readChallenge, type NtlmHost } from '../ntlm.ts'
import type { DetailStep, Match } from '../service-probe.ts'

const [SEQUENCE, OCTETS] = [0x30, 0x04]
const VERSION = 6

/** TSRequest ([MS-CSSP], section 2.2.1) with the first message of NTLM, which names nobody. */
const REQUEST = element(
  SEQUENCE,
  element(0xa0, integer(VERSION)),
  element(0xa1, element(SEQUENCE, element(SEQUENCE, element(0xa0, element(OCTETS, ntlmNegotiate))))),
)

/** Asks inside TLS who is there, by a login that is never completed. */
export const askChallenge: DetailStep = {
  send: REQUEST,
  enough: isWhole,
  merge: (match, answer) => {
    const host = answer[0] === SEQUENCE ? readChallenge(answer) : undefined
    return host === undefined
      ? match
      : { ...match, ...softwareOf(match, host), details: { ...match.details, host } }
  },
}

/** Not the builds that others give out as their own: FreeRDP's 6.1.7601, Samba's 6.1.0. */
const WINDOWS = /^(?:6\.(?!1\.7601$)\d|10\.0)\.\d{4,5}$/

function softwareOf({ product }: Match, { dnsName, netbiosName, version }: NtlmHost): Partial<Match> {
  const windows = product === undefined && WINDOWS.test(version ?? '')
  return {
    ...present({ hostname: dnsName ?? netbiosName }),
    ...(windows && { product: 'Remote Desktop Services', vendor: 'Microsoft', os: 'Windows' }),
  }
}

/** One element of DER, whose length is told in up to two bytes more. */
function isWhole(bytes: Uint8Array): boolean {
  const [tag, first, second = 0, third = 0] = bytes
  if (tag === undefined || first === undefined) return false
  if (tag !== SEQUENCE || first < 0x80) return bytes.length >= 2 + (first & 0x7f)
  if (first === 0x81) return bytes.length >= 3 + second
  return first !== 0x82 || bytes.length >= 4 + second * 256 + third
}
