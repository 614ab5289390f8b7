import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `afp`. */
export interface AfpDetails {
  readonly serverName?: string
  /** What it is: `'Netatalk3.1.12'`, `'Macmini6,2'`, `'TimeCapsule8,119'`. */
  readonly machineType?: string
  /** Versions of the protocol: `'AFP3.4'`. */
  readonly versions?: readonly string[]
  /** How a name may be proved: `'DHX2'`, `'No User Authent'`. */
  readonly authMethods?: readonly string[]
}

const HEADER = 16
const GET_STATUS = 3
const MOST_STRINGS = 32

function getStatus({ random }: HelloContext): Uint8Array {
  const request = Buffer.alloc(HEADER)
  request[1] = GET_STATUS
  cookie(random, 2).copy(request, 2)
  return request
}

/** A reply with our request id whose block of server information can be read. */
const reply: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER + 10 || answer[0] !== 1 || answer[1] !== GET_STATUS) return undefined
  const view = viewOf(answer)
  const [error, length] = [view.getUint32(4), view.getUint32(8)]
  if (error !== 0 || view.getUint32(12) !== 0 || length + HEADER !== answer.length) return undefined
  const echoed =
    sent?.length === HEADER && sent[1] === GET_STATUS && sent[2] === answer[2] && sent[3] === answer[3]
  if (sent !== undefined && !echoed) return undefined
  const details = informationOf(answer.subarray(HEADER))
  if (details?.versions === undefined) return undefined
  return {
    name: 'afp',
    ...present({ hostname: details.serverName }),
    ...softwareOf(details.machineType ?? ''),
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'our request id before the server information' : 'server information',
  }
}

/** Offsets of four blocks, flags, then the server's name (Apple Filing Protocol Reference, FPGetSrvrInfo). */
function informationOf(block: Uint8Array): AfpDetails | undefined {
  const view = viewOf(block)
  const [machine = 0, versions = 0, methods = 0] = [0, 2, 4].map((at) => view.getUint16(at))
  const list = stringsAt(block, versions)
  if (list === undefined || !list.every((version) => /^AFP/i.test(version))) return undefined
  return {
    ...present({
      serverName: stringAt(block, 10),
      machineType: stringAt(block, machine),
      authMethods: stringsAt(block, methods),
    }),
    versions: list,
  }
}

function stringsAt(block: Uint8Array, at: number): readonly string[] | undefined {
  const count = block[at] ?? 0
  if (at < 10 || count === 0 || count > MOST_STRINGS) return undefined
  const strings: string[] = []
  let next = at + 1
  for (let index = 0; index < count; index++) {
    const text = stringAt(block, next)
    if (text === undefined) return undefined
    strings.push(text)
    next += 1 + block[next]!
  }
  return strings
}

function stringAt(block: Uint8Array, at: number): string | undefined {
  const length = block[at] ?? 0
  if (at < 10 || length === 0 || at + 1 + length > block.length) return undefined
  return cleanValue(latin1(block, at + 1, at + 1 + length))
}

function softwareOf(machineType: string): Partial<Match> {
  const netatalk = /^Netatalk ?(?<version>\d[\w.]{0,20})?/.exec(machineType)
  if (netatalk) {
    const version = netatalk.groups?.['version']
    return {
      product: 'Netatalk',
      ...present({ version }),
      cpe: [cpe({ part: 'a', vendor: 'netatalk', product: 'netatalk', version })],
    }
  }
  if (/^(?:TimeCapsule|AirPort)/.test(machineType)) return { vendor: 'Apple', device: machineType }
  if (!/^(?:i?Mac|Xserve|Power(?:Mac|Book))[A-Za-z]{0,12}\d{0,3}(?:,\d{1,2})?$/.test(machineType)) return {}
  return { product: 'Apple File Server', vendor: 'Apple', os: 'macOS' }
}

/**
 * Apple Filing Protocol over DSI, "Apple Filing Protocol Reference".
 *
 * Asks: DSIGetStatus, which needs no session.
 * Known by: our request id, lengths that fit, and a list of versions of AFP.
 * Version: where the machine type is Netatalk's.
 */
export const afp: ServiceProbe = {
  name: 'afp',
  ports: [548],
  rarity: 8,
  hello: getStatus,
  enough: (bytes) => bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint32(8),
  matchers: [reply],
}
