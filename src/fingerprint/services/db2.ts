import { sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { ebcdic } from '../ebcdic.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `db2`. */
export interface Db2Details {
  /** Class of the server: `'QDB2/LINUXX8664'`, `'Apache Derby'`. */
  readonly serverClass?: string
  /** Release as the server has it: `'SQL11055'`. */
  readonly release?: string
  /** Name of the server's process or job. */
  readonly externalName?: string
}

const HEADER = 10
const MAGIC = 0xd0
const [EXCSAT, EXCSATRD, MGRLVLLS, SYNTAXRM, SVRCOD] = [0x1041, 0x1443, 0x1404, 0x124c, 0x1149]
const [EXTERNAL_NAME, SERVER_NAME, RELEASE, CLASS] = [0x115e, 0x116d, 0x115a, 0x1147]
/** Managers and the levels of them that we could speak: agent, SQL, TCP/IP, database, security. */
const LEVELS = [0x1403, 7, 0x2407, 7, 0x1474, 5, 0x240f, 7, 0x1440, 7]

/** Derby numbers its answers on its own from 1 on, as all number their questions. */
const FIRST = 1

/** EXCSAT alone: a request whose object is the list of managers. */
function hello(): Uint8Array {
  const list = LEVELS.flatMap(word)
  const object = [
    ...word(list.length + 8),
    ...word(EXCSAT),
    ...word(list.length + 4),
    ...word(MGRLVLLS),
    ...list,
  ]
  return Buffer.from([...word(object.length + 6), MAGIC, 0x01, ...word(FIRST), ...object])
}

function word(value: number): number[] {
  return [value >> 8, value & 0xff]
}

const serverAttributes: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER || answer[2] !== MAGIC || (answer[3]! & 0x0f) !== 2) return undefined
  const view = viewOf(answer)
  const whole = view.getUint16(0) <= answer.length && view.getUint16(6) + 6 === view.getUint16(0)
  if (!whole || view.getUint16(8) !== EXCSATRD) return undefined
  const echoed = sent?.[2] === MAGIC && sameBytes(answer, 4, sent, 4, 2)
  if (sent?.[2] === MAGIC && !echoed) return undefined
  const fields = parseParameters(answer.subarray(HEADER, view.getUint16(0)))
  return {
    name: 'db2',
    ...softwareOf(fields),
    ...hostOf(fields),
    details: present({
      serverClass: fields.get(CLASS),
      release: fields.get(RELEASE),
      externalName: fields.get(EXTERNAL_NAME),
    }) satisfies Db2Details,
    confidence: 'verified',
    evidence: 'EXCSATRD, its lengths fit and our correlation id came back',
  }
}

/** What a server says to whom does not speak DRDA: an object that is a syntax error, with the code that says which. */
const syntaxError: Matcher = (answer) => {
  if (answer.length < HEADER + 8 || answer[2] !== MAGIC || (answer[3]! & 0x0f) !== 2) return undefined
  const view = viewOf(answer)
  const whole = view.getUint16(0) === answer.length && view.getUint16(6) + 6 === answer.length
  if (!whole || view.getUint16(8) !== SYNTAXRM) return undefined
  // Severity: a parameter of six bytes.
  if (view.getUint16(10) !== 6 || view.getUint16(12) !== SVRCOD) return undefined
  return { name: 'db2', details: {}, confidence: 'structured', evidence: 'SYNTAXRM, its lengths fit' }
}

/** Parameters are a length (itself included), a code point and a text in EBCDIC. */
function parseParameters(body: Uint8Array): ReadonlyMap<number, string> {
  const fields = new Map<number, string>()
  const view = viewOf(body)
  let at = 0
  while (at + 4 <= body.length && fields.size < 16) {
    const length = view.getUint16(at)
    if (length < 4 || at + length > body.length) break
    const text = cleanValue(ebcdic(body.subarray(at + 4, at + length)))
    if (text !== undefined) fields.set(view.getUint16(at + 2), text)
    at += length
  }
  return fields
}

const DB2_RELEASE = /^(?<family>SQL|DSN|QSQ|ARI)(?<major>\d\d)(?<minor>\d\d)(?<fix>\d)/
const DERBY_RELEASE = /^CSS\d{5}\/(?<version>\d[\d.]{0,20})/
const PLATFORMS: Readonly<Record<string, string>> = { DSN: 'z/OS', QSQ: 'IBM i', ARI: 'z/VM' }

function softwareOf(fields: ReadonlyMap<number, string>): Partial<Match> {
  const release = fields.get(RELEASE) ?? ''
  const kind = fields.get(CLASS) ?? ''
  if (/derby/i.test(kind)) {
    const version = DERBY_RELEASE.exec(release)?.groups?.['version']
    const name = cpe({ part: 'a', vendor: 'apache', product: 'derby', version })
    return { product: 'Apache Derby', vendor: 'Apache', ...present({ version }), cpe: [name] }
  }
  if (/informix/i.test(kind)) return { product: 'Informix', vendor: 'IBM' }
  const parts = DB2_RELEASE.exec(release)?.groups
  if (parts === undefined && !/DB2/i.test(kind)) return {}
  const version = parts && [parts['major'], parts['minor'], parts['fix']].map(Number).join('.')
  const system =
    PLATFORMS[parts?.['family'] ?? ''] ?? /^QDB2\/(?<os>LINUX|AIX|NT|SUN|HP)/.exec(kind)?.groups?.['os']
  return {
    product: 'IBM Db2',
    vendor: 'IBM',
    ...present({ version, os: SYSTEMS[system ?? ''] ?? system }),
    cpe: [cpe({ part: 'a', vendor: 'ibm', product: 'db2', version })],
  }
}

/** Derby gives its own class for the name of the server. */
function hostOf(fields: ReadonlyMap<number, string>): Partial<Match> {
  const name = fields.get(SERVER_NAME)
  return fields.get(EXTERNAL_NAME)?.startsWith(`${name} `) === true ? {} : present({ hostname: name })
}

const SYSTEMS: Readonly<Record<string, string>> = {
  LINUX: 'Linux',
  NT: 'Windows',
  SUN: 'Solaris',
  HP: 'HP-UX',
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && (bytes[2] !== MAGIC || bytes.length >= viewOf(bytes).getUint16(0))
}

/**
 * DRDA, the protocol of Db2, Derby and Informix (The Open Group, DDM volume, EXCSAT).
 *
 * Asks: EXCSAT with the levels of five managers.
 * Known by: EXCSATRD with our correlation id, its lengths fit; SYNTAXRM to a foreign question.
 * Version: the release level of the server.
 */
export const db2: ServiceProbe = {
  name: 'db2',
  ports: [446, 1527, 50_000],
  rarity: 8,
  hello,
  enough: isWhole,
  matchers: [serverAttributes, syntaxError],
}
