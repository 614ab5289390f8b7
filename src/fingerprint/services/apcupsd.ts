import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `apcupsd`. */
export interface ApcupsdDetails {
  /** The power supply: `'Smart-UPS 1500'`. */
  readonly model?: string
  readonly upsName?: string
  /** `'ONLINE'`, `'ONBATT'`, `'COMMLOST'` */
  readonly status?: string
}

const MOST_LINES = 128
const END = 'END APC'
const LINE = /^(?<key>[A-Z][A-Z ]{1,8}?) {0,8}: (?<value>[^\r\n]{0,200})\n$/

/** Lines, each behind its length in two bytes. */
function fieldsOf(answer: Uint8Array): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>()
  const view = viewOf(answer)
  for (let at = 0, lines = 0; at + 2 < answer.length && lines < MOST_LINES; lines++) {
    const end = at + 2 + view.getUint16(at)
    const line = end > answer.length ? undefined : LINE.exec(latin1(answer, at + 2, Math.min(end, at + 300)))
    if (!line?.groups) break
    fields.set(line.groups['key']!, line.groups['value']!)
    at = end
  }
  return fields.has('APC') ? fields : undefined
}

const status: Matcher = (answer) => {
  const fields = fieldsOf(answer)
  if (fields === undefined) return undefined
  const version = trimVersion(/^\d[\w.]{0,20}/.exec(fields.get('VERSION') ?? '')?.[0])
  return {
    name: 'apcupsd',
    product: 'apcupsd',
    ...present({ version, hostname: cleanValue(fields.get('HOSTNAME')) }),
    cpe: [cpe({ part: 'a', vendor: 'apcupsd', product: 'apcupsd', version })],
    details: present({
      model: cleanValue(fields.get('MODEL')),
      upsName: cleanValue(fields.get('UPSNAME')),
      status: cleanValue(fields.get('STATUS')),
    }) satisfies ApcupsdDetails,
    confidence: 'verified',
    evidence: 'status, its lengths fit',
  }
}

/** What it says to any other question, behind its length, and the end of an answer. */
const refusal: Matcher = (answer) =>
  latin1(answer, 0, 32) === '\0\x11Invalid command\n\0\0\0'
    ? { name: 'apcupsd', confidence: 'structured', evidence: 'error of apcupsd, its length fits' }
    : undefined

/**
 * The network information server of apcupsd, "NIS Network Server Protocol" of its manual.
 *
 * Asks: `status`.
 * Known by: lines of a status, whose lengths fit, or its words for another question.
 * Version: the line VERSION.
 */
export const apcupsd: ServiceProbe = {
  name: 'apcupsd',
  ports: [3551],
  rarity: 8,
  hello: () => Buffer.from('\0\x06status', 'latin1'),
  enough: (bytes) => {
    const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(END)
    return at > 0 && bytes[bytes.length - 1] === 0 && bytes[bytes.length - 2] === 0
  },
  matchers: [status, refusal],
  reacts: { http: 'reset', tls: 'reset' },
}
