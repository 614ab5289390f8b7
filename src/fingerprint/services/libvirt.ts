import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `libvirt`. */
export interface LibvirtDetails {
  /** How a client may log in: `'none'`, `'sasl'`, `'polkit'`. */
  readonly authentication?: readonly string[]
}

/** Length, program, version, procedure, type, serial, status: four bytes each. */
const HEADER = 28
const REMOTE_PROGRAM = 0x2000_8086
const AUTH_LIST = 66
const REPLY = 1
/** Where the serial number is. */
const SERIAL = 20
const TYPES = ['none', 'sasl', 'polkit']

/** How one may log in: the one call that a client makes before it does. */
function authList({ random }: HelloContext): Uint8Array {
  const call = Buffer.alloc(HEADER)
  call.writeUInt32BE(HEADER, 0)
  call.writeUInt32BE(REMOTE_PROGRAM, 4)
  call.writeUInt32BE(1, 8)
  call.writeUInt32BE(AUTH_LIST, 12)
  cookie(random, 4).copy(call, SERIAL)
  return call
}

const reply: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER) return undefined
  const view = viewOf(answer)
  const isReply = view.getUint32(0) === answer.length && view.getUint32(4) === REMOTE_PROGRAM
  if (!isReply || view.getUint32(12) !== AUTH_LIST || view.getUint32(16) !== REPLY) return undefined
  const echoed = sent?.length === HEADER && sameBytes(answer, SERIAL, sent, SERIAL, 4)
  const count = answer.length >= HEADER + 4 ? view.getUint32(HEADER) : 0
  const isList = view.getUint32(24) === 0 && count > 0 && answer.length === HEADER + 4 + 4 * count
  const types = isList ? [...Array(count).keys()].map((one) => view.getUint32(HEADER + 4 + 4 * one)) : []
  return {
    name: 'libvirt',
    product: 'libvirtd',
    vendor: 'Red Hat',
    details: {
      ...(isList && { authentication: types.slice(0, 8).map((type) => TYPES[type] ?? `${type}`) }),
    } satisfies LibvirtDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `reply whose length fits${echoed ? ', with our serial number' : ''}`,
  }
}

/**
 * libvirt's remote protocol, `virnetprotocol.x` and `remote_protocol.x` of its source.
 *
 * Asks: how one may log in; nobody does.
 * Known by: our serial number in a reply whose length fits.
 * Version: none is told without a login.
 */
export const libvirt: ServiceProbe = {
  name: 'libvirt',
  ports: [16_509],
  tlsPorts: [16_514],
  rarity: 8,
  hello: authList,
  enough: (bytes) => bytes.length >= 4 && bytes.length >= viewOf(bytes).getUint32(0),
  matchers: [reply],
  reacts: { http: 'reset', tls: 'reset' },
}
