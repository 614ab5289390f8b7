import { viewOf } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mssql`. */
export interface MssqlDetails {
  /** What it says of encryption to a client that asks for none. */
  readonly encryption?: 'off' | 'on' | 'not-supported' | 'required'
  /** The release by its year: `'2019'`. */
  readonly release?: string
  /** Whether it takes several statements at once on a connection (MARS). */
  readonly mars?: boolean
}

const HEADER = 8
const [PRELOGIN, RESPONSE, END_OF_MESSAGE] = [0x12, 0x04, 0x01]
const [VERSION, ENCRYPTION, INSTANCE, THREAD, MARS, TERMINATOR] = [0, 1, 2, 3, 4, 0xff]

/** A PRELOGIN without encryption, for any instance: a table of token, offset and length, then the values. */
function prelogin(): Uint8Array {
  const values: readonly (readonly [token: number, value: readonly number[]])[] = [
    [VERSION, [9, 0, 0, 0, 0, 0]],
    [ENCRYPTION, [0]],
    [INSTANCE, [0]],
    [THREAD, [0, 0, 0, 0]],
    [MARS, [0]],
  ]
  let offset = values.length * 5 + 1
  const table = values.flatMap(([token, { length }]) => {
    const entry = [token, offset >> 8, offset & 0xff, length >> 8, length & 0xff]
    offset += length
    return entry
  })
  const body = [...table, TERMINATOR, ...values.flatMap(([, value]) => value)]
  const length = HEADER + body.length
  return Buffer.from([PRELOGIN, END_OF_MESSAGE, length >> 8, length & 0xff, 0, 0, 0, 0, ...body])
}

const HELLO = prelogin()

const answerToPrelogin: Matcher = (answer) => {
  if (answer.length < HEADER + 12 || answer[0] !== RESPONSE || answer[1] !== END_OF_MESSAGE) return undefined
  if (viewOf(answer).getUint16(2) !== answer.length) return undefined
  const options = parseOptions(answer.subarray(HEADER))
  const version = options?.get(VERSION)
  if (options === undefined || version?.length !== 6) return undefined
  return {
    name: 'mssql',
    ...softwareOf(version),
    details: detailsOf(options, version) satisfies MssqlDetails,
    confidence: 'verified',
    evidence: 'answer to PRELOGIN, its length and its table of options fit',
  }
}

/** The options by their token; `undefined` where one lies outside the message or the table does not end. */
function parseOptions(body: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const options = new Map<number, Uint8Array>()
  const view = viewOf(body)
  for (let at = 0; at < body.length && at < 80; at += 5) {
    if (body[at] === TERMINATOR) return options
    if (at + 5 > body.length) return undefined
    const [offset, length] = [view.getUint16(at + 1), view.getUint16(at + 3)]
    if (offset + length > body.length) return undefined
    options.set(body[at]!, body.subarray(offset, offset + length))
  }
  return undefined
}

const RELEASES: Readonly<Record<string, string>> = {
  8: '2000',
  9: '2005',
  10: '2008',
  11: '2012',
  12: '2014',
  13: '2016',
  14: '2017',
  15: '2019',
  16: '2022',
  17: '2025',
}

function releaseOf(version: Uint8Array): string | undefined {
  return version[0] === 10 && version[1] === 50 ? '2008 R2' : RELEASES[version[0]!]
}

function softwareOf(bytes: Uint8Array): Partial<Match> {
  const view = viewOf(bytes)
  const numbers = [bytes[0]!, bytes[1]!, view.getUint16(2), view.getUint16(4)]
  const version = numbers.slice(0, numbers[3] === 0 ? 3 : 4).join('.')
  const release = releaseOf(bytes)
  const product =
    release === undefined ? 'sql_server' : `sql_server_${release.replace(' ', '_').toLowerCase()}`
  return {
    product: 'Microsoft SQL Server',
    vendor: 'Microsoft',
    version,
    ...(release !== undefined && { info: `SQL Server ${release}` }),
    cpe: [cpe({ part: 'a', vendor: 'microsoft', product, version })],
  }
}

const LEVELS = ['off', 'on', 'not-supported', 'required'] as const

function detailsOf(options: ReadonlyMap<number, Uint8Array>, version: Uint8Array): Record<string, unknown> {
  const encryption = LEVELS[options.get(ENCRYPTION)?.[0] ?? -1]
  const release = releaseOf(version)
  const mars = options.get(MARS)?.[0]
  return {
    ...(encryption !== undefined && { encryption }),
    ...(release !== undefined && { release }),
    ...(mars !== undefined && { mars: mars === 1 }),
  }
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && (bytes[0] !== RESPONSE || bytes.length >= viewOf(bytes).getUint16(2))
}

/**
 * Microsoft SQL Server (MS-TDS, section 2.2.6.5).
 *
 * Asks: PRELOGIN without encryption.
 * Known by: a table response whose length and options fit.
 * Version: the option VERSION.
 */
export const mssql: ServiceProbe = {
  name: 'mssql',
  ports: [1433],
  rarity: 3,
  alpn: ['tds/8.0'],
  hello: () => HELLO,
  enough: isWhole,
  matchers: [answerToPrelogin],
}
