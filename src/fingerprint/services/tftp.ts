import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `tftp`. */
export interface TftpDetails {
  /** The code of its error (RFC 1350, section 5): 1 no such file, 2 access violation, 4 illegal operation. */
  readonly error: number
  /** What it said with it. */
  readonly text?: string
}

const [READ, ERROR] = [1, 5]
const ILLEGAL = 4
/** RFC 2347 adds one to the seven of RFC 1350. */
const MOST_ERROR = 8
const NAME = 16

/** The name of a file that nobody has. */
function absent(random: () => number): string {
  return `${cookie(random, NAME / 2).toString('hex')}`
}

/** A read request in a mode that there is not: it cannot be granted, and some servers give themselves away by it. */
const inNoMode = ({ random }: HelloContext): Uint8Array => request(absent(random), 'none')
/** The same as anybody asks, for servers that do not answer the other. */
const plain = ({ random }: HelloContext): Uint8Array => request(absent(random), 'octet')

function request(name: string, mode: string): Uint8Array {
  return Buffer.from(`\0${String.fromCharCode(READ)}${name}\0${mode}\0`, 'latin1')
}

/** An ERROR, whole: opcode, code, text, and one zero at the end. Some texts repeat the name of the file. */
const refusal: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < 5 || answer.length > 512) return undefined
  const view = viewOf(answer)
  const code = view.getUint16(2)
  if (view.getUint16(0) !== ERROR || code > MOST_ERROR || answer.indexOf(0, 4) !== answer.length - 1)
    return undefined
  const raw = latin1(answer, 4, answer.length - 1)
  const text = cleanValue(raw)
  // Four small bytes are not much: readable words, and an error that a read request may have.
  if (!/^[\t\x20-\x7e]{0,500}$/.test(raw) || (text === undefined && sent === undefined)) return undefined
  const name = sent === undefined ? '' : latin1(sent, 2, 2 + NAME)
  const echoed = sent !== undefined && sameBytes(sent, 0, NO_NAME, 0, 2) && raw.includes(name)
  return {
    name: 'tftp',
    ...productOf(code, raw),
    details: { error: code, ...present({ text }) } satisfies TftpDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `error ${code}${echoed ? ' with the name that we asked for' : ' to a read request'}`,
  }
}

const NO_NAME = Buffer.from([0, READ])

/** In the words of the servers' own sources: nobody else uses these. */
function productOf(code: number, text: string): Partial<Match> {
  if (code === ILLEGAL && text === 'Unknown mode') return { product: 'tftpd-hpa', vendor: 'H. Peter Anvin' }
  if (
    /^unsupported request from [\d.a-f:]{2,45}$/.test(text) ||
    /^file .{1,400} not found for [\d.a-f:]{2,45}$/.test(text)
  )
    return {
      product: 'dnsmasq',
      vendor: 'Simon Kelley',
      cpe: [cpe({ part: 'a', vendor: 'thekelleys', product: 'dnsmasq' })],
    }
  return {}
}

/**
 * TFTP, RFC 1350. Its answers come from another port than the one that was asked.
 *
 * Asks: to read a file of a random name, in a mode that there is not; then in a usual one.
 * Known by: an ERROR with readable words, the more so where they repeat the name.
 * Version: none; product from the words of tftpd-hpa and dnsmasq.
 */
export const tftp: ServiceProbe = {
  name: 'tftp',
  ports: [],
  udpPorts: [69],
  rarity: 6,
  datagrams: [inNoMode, plain],
  anyPort: true,
  matchers: [refusal],
}
