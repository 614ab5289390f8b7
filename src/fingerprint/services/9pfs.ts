import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `9pfs`. */
export interface NinePDetails {
  /** The version of the protocol that it chose of those that it knows: `'9P2000.L'`, `'unknown'`. */
  readonly protocol: string
}

/** Length, type, tag; most bytes of a message; the version, behind its length. */
const HEADER = 7
const VERSION_AT = 13
const [TVERSION, RVERSION, RLERROR] = [100, 101, 7]
const NO_TAG = 0xffff
const MOST = 8_192
const OFFERED = '9P2000.L'

function hello(): Uint8Array {
  const message = Buffer.alloc(VERSION_AT + OFFERED.length)
  message.writeUInt32LE(message.length, 0)
  message[4] = TVERSION
  message.writeUInt16LE(NO_TAG, 5)
  message.writeUInt32LE(MOST, HEADER)
  message.writeUInt16LE(OFFERED.length, HEADER + 4)
  message.write(OFFERED, VERSION_AT)
  return message
}

const version: Matcher = (answer, { probe }) => {
  if (answer.length < HEADER + 4 || answer.length > 64) return undefined
  const view = viewOf(answer)
  if (view.getUint32(0, true) !== answer.length || view.getUint16(5, true) !== NO_TAG) return undefined
  const protocol = answer[4] === RVERSION ? chosen(answer, view) : undefined
  // One that speaks only another dialect says so with the number of an error.
  const refuses = probe === '9pfs' && answer[4] === RLERROR && answer.length === HEADER + 4
  if (protocol === undefined && !refuses) return undefined
  return {
    name: '9pfs',
    ...(protocol !== undefined && { details: { protocol } satisfies NinePDetails }),
    confidence: 'verified',
    evidence: protocol === undefined ? 'error whose length fits' : 'answer with a version, its lengths fit',
  }
}

function chosen(answer: Uint8Array, view: DataView): string | undefined {
  if (answer.length < VERSION_AT || view.getUint32(HEADER, true) > MOST) return undefined
  const fits = VERSION_AT + view.getUint16(HEADER + 4, true) === answer.length
  return fits ? /^(?:9P\d{4}(?:\.[\w.]{1,10})?|unknown)$/.exec(latin1(answer, VERSION_AT))?.[0] : undefined
}

/**
 * Plan 9's file service, version(5) of its manual.
 *
 * Asks: which version it speaks, `9P2000.L` at most; nobody attaches to anything.
 * Known by: a version, or an error, whose lengths fit.
 */
export const ninePfs: ServiceProbe = {
  name: '9pfs',
  ports: [564],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= 4 && bytes.length >= Math.min(viewOf(bytes).getUint32(0, true), 64),
  matchers: [version],
  reacts: { http: 'close', tls: 'close' },
}
