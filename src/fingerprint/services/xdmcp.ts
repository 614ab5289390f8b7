import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `xdmcp`. */
export interface XdmcpDetails {
  /** Whether it would manage a display of ours. */
  readonly willing: boolean
  /** What it says of itself: a load, a reason. */
  readonly status?: string
  /** How it wants to be sure of who asks, where it does. */
  readonly authentication?: string
}

const VERSION = 1
const [WILLING, UNWILLING] = [5, 6]
/** Version 1, opcode 2, one byte: no names of authentication. It holds no id. */
const QUERY = Buffer.from([0, VERSION, 0, 2, 0, 1, 0])
const HEADER = 6

const answerOf: Matcher = (answer, { transport }) => {
  if (transport !== 'udp' || answer.length < HEADER) return undefined
  const view = viewOf(answer)
  const opcode = view.getUint16(2)
  const willing = opcode === WILLING
  const fits = view.getUint16(0) === VERSION && HEADER + view.getUint16(4) === answer.length
  if (!fits || (!willing && opcode !== UNWILLING)) return undefined
  const texts = textsOf(answer, willing ? 3 : 2)
  return texts && matchOf(texts, willing)
}

function matchOf(texts: readonly string[], willing: boolean): Match {
  const [authentication, host, status] = willing ? texts : ['', ...texts]
  const hostname = cleanValue(host)
  return {
    name: 'xdmcp',
    ...present({ hostname }),
    details: {
      willing,
      ...present({ status: cleanValue(status), authentication: cleanValue(authentication) }),
    } satisfies XdmcpDetails,
    confidence: 'structured',
    evidence: `${willing ? 'willing' : 'unwilling'}, by version ${VERSION}`,
  }
}

/** So many texts, each behind its length of two bytes, and nothing after them. */
function textsOf(answer: Uint8Array, count: number): string[] | undefined {
  const view = viewOf(answer)
  const texts: string[] = []
  let at = HEADER
  for (; texts.length < count;) {
    if (at + 2 > answer.length) return undefined
    const end = at + 2 + view.getUint16(at)
    if (end > answer.length) return undefined
    texts.push(latin1(answer, at + 2, end))
    at = end
  }
  return at === answer.length ? texts : undefined
}

/**
 * XDMCP 1 (X.Org, X Display Manager Control Protocol), section 5.
 *
 * Asks: Query, without authentication.
 * Known by: Willing or Unwilling, whose lengths fit to the last byte.
 * Version: none; the name of the host.
 */
export const xdmcp: ServiceProbe = {
  name: 'xdmcp',
  ports: [],
  udpPorts: [177],
  rarity: 8,
  datagrams: [() => QUERY],
  matchers: [answerOf],
}
