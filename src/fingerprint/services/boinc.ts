import { latin1 } from '../field.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

const ASK = Buffer.from('<boinc_gui_rpc_request>\n<exchange_versions/>\n</boinc_gui_rpc_request>\n\x03')
const REPLY = /^<boinc_gui_rpc_reply>\s{0,4}</
const VERSION =
  /<server_version>\s{0,8}<major>(?<major>\d{1,3})<\/major>\s{0,8}<minor>(?<minor>\d{1,3})<\/minor>\s{0,8}<release>(?<release>\d{1,3})<\//

const reply: Matcher = (answer): Match | undefined => {
  const text = latin1(answer, 0, 1024)
  if (!REPLY.test(text)) return undefined
  const { major, minor, release } = VERSION.exec(text)?.groups ?? {}
  return {
    name: 'boinc',
    product: 'BOINC client',
    vendor: 'University of California',
    ...(major !== undefined && { version: `${major}.${minor!}.${release!}` }),
    confidence: 'structured',
    evidence: 'a reply of GUI RPC',
  }
}

const ask: DetailStep = {
  send: ASK,
  fresh: true,
  enough: isWhole,
  merge: (known, answer, context) => reply(answer, context) ?? known,
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.includes(0x03)
}

/**
 * The client of BOINC, "GUI RPC protocol" of its documentation.
 *
 * Asks: its version, which needs no password.
 * Known by: the reply. A browser it refuses in words of its own, and is asked then.
 * Version: the reply.
 */
export const boinc: ServiceProbe = {
  name: 'boinc',
  ports: [31_416],
  rarity: 8,
  hello: () => ASK,
  enough: isWhole,
  matchers: [reply],
  detail: (known, step) => (step === 0 && known.version === undefined ? ask : undefined),
}
