import { latin1, cleanValue } from '../field.ts'
import type { DetailStep, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `java-rmi`. */
export interface JavaRmiDetails {
  /** Our own address, as it sees it. */
  readonly clientHost?: string
  /** Names that are bound in its registry, the first 32; absent where it is no registry. */
  readonly names?: readonly string[]
}

/** `JRMI`, version 2, stream protocol. */
const HEADER = Buffer.from('JRMI\0\x02K', 'latin1')
const [PROTOCOL_ACK, RETURN] = [0x4e, 0x51]
const STRING = 0x74
const MOST_NAMES = 32
const HOST = /^[\w.:%-]{1,255}$/
const STREAM = 'Q\xac\xed\0\x05w\x0f\x01'
const STRINGS = 'ur\0\x13[Ljava.lang.String;\xad\xd2V\xe7\xe9\x1d{G\x02\0\0pxp'

/** An acknowledgement, our host as a string behind its length, and our port. */
const endpoint: Matcher = (answer) => {
  const length = ((answer[1] ?? 0) << 8) | (answer[2] ?? 0)
  if (answer[0] !== PROTOCOL_ACK || length === 0 || answer.length !== length + 7) return undefined
  const host = latin1(answer, 3, 3 + length)
  // The port takes four bytes, of which two are always 0.
  if (!HOST.test(host) || answer[3 + length] !== 0 || answer[4 + length] !== 0) return undefined
  return {
    name: 'java-rmi',
    product: 'Java RMI',
    details: { clientHost: host } satisfies JavaRmiDetails,
    confidence: 'structured',
    evidence: 'acknowledgement with our end point',
  }
}

/** Our end point (none), then the call `list` of the registry, which is object 0: it reads names alone. */
const list: DetailStep = {
  send: Buffer.concat([
    Buffer.alloc(6),
    Buffer.from('P\xac\xed\0\x05w"', 'latin1'),
    Buffer.alloc(22),
    Buffer.from([0, 0, 0, 1]),
    // The hash of the registry's interface.
    Buffer.from('44154dc9d4e63bdf', 'hex'),
  ]),
  enough: (bytes) => bytes[0] !== RETURN || parseNames(bytes)?.whole === true,
  merge: (match, answer) => {
    const found = parseNames(answer)
    if (found === undefined) return match
    const jmx = found.names.includes('jmxrmi')
    return {
      ...match,
      product: `Java RMI registry${jmx ? ' (JMX)' : ''}`,
      details: { ...match.details, names: found.names },
    }
  },
}

/** The array of strings that a call returned; `undefined` where it is none. */
function parseNames(answer: Uint8Array): { names: readonly string[]; whole: boolean } | undefined {
  const text = latin1(answer, 0, 8_192)
  const start = text.indexOf(STRINGS)
  if (!text.startsWith(STREAM) || start < 0 || start > 64) return undefined
  let at = start + STRINGS.length + 4
  const count = at <= answer.length ? Buffer.from(answer.subarray(at - 4, at)).readUInt32BE(0) : Infinity
  const names: string[] = []
  while (names.length < Math.min(count, MOST_NAMES) && answer[at] === STRING) {
    const end = at + 3 + (((answer[at + 1] ?? 0) << 8) | (answer[at + 2] ?? 0))
    if (end > answer.length) break
    names.push(cleanValue(latin1(answer, at + 3, end)) ?? '')
    at = end
  }
  return { names, whole: names.length === Math.min(count, MOST_NAMES) }
}

/**
 * Java RMI, "Java Remote Method Invocation Specification", section 10.
 *
 * Asks: the header of a stream; then the names that are bound, if it is a registry.
 * Known by: an acknowledgement with our own address, whose length fits.
 */
export const javaRmi: ServiceProbe = {
  name: 'java-rmi',
  ports: [1099, 1098, 9010],
  rarity: 4,
  hello: () => HEADER,
  enough: (bytes) => bytes.length >= 3 && bytes.length >= ((bytes[1]! << 8) | bytes[2]!) + 7,
  matchers: [endpoint],
  reacts: { http: 'close', tls: 'close' },
  detail: (_match, step) => (step === 0 ? list : undefined),
}
