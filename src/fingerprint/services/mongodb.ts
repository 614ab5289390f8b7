import { cookie, sameBytes } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { bsonOf, type BsonDocument, type BsonValue } from './bson.ts'
import { answerOf, isWhole, opMsg, opQuery } from './mongodb-message.ts'

/** `details` of a service named `mongodb`. */
export interface MongodbDetails {
  readonly minWireVersion?: number
  /** 6 is 3.6, 9 is 4.4, 13 is 5.0, 17 is 6.0, 21 is 7.0, 25 is 8.0. */
  readonly maxWireVersion?: number
  readonly role?: 'standalone' | 'primary' | 'secondary' | 'other' | 'router'
  /** The name of the replica set. */
  readonly set?: string
  /** Host and port under which its replica set knows it. */
  readonly me?: string
  readonly readOnly?: boolean
  /** Modules: `'enterprise'`. */
  readonly modules?: readonly string[]
  readonly gitVersion?: string
  readonly storageEngines?: readonly string[]
  /** True where even the version is for those only who have logged in. */
  readonly authRequired?: boolean
}

// The first that know OP_MSG say so by 6 (3.6).
const KNOWS_OP_MSG = 6
const HTTP_ANSWER =
  /\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port\.\r?\n/

/** The first words that every driver says, because every server since 1.x knows them. */
function hello({ random }: Pick<HelloContext, 'random'>): Uint8Array {
  return opQuery(bsonOf({ isMaster: 1, helloOk: true }), cookie(random, 4))
}

const reply: Matcher = (answer, { probe, sent }) => {
  if (probe !== undefined && probe !== 'mongodb') return undefined
  const document = answerOf(answer)
  const echoed = sent !== undefined && sameBytes(answer, 8, sent, 4, 4)
  if (!document || typeof document.get('ok') !== 'number' || (sent !== undefined && !echoed)) return undefined
  return {
    name: 'mongodb',
    details: { ...detailsOf(document) },
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'answer to our request id' : 'answer with a document',
  }
}

const overHttp: Matcher = (answer) => {
  if (!HTTP_ANSWER.test(latin1(answer, 0, 1_024))) return undefined
  return {
    name: 'mongodb',
    product: 'MongoDB',
    vendor: 'MongoDB',
    cpe: [cpe({ part: 'a', vendor: 'mongodb', product: 'mongodb' })],
    details: {},
    // More than the status line before it, which says no more than that it has heard of HTTP.
    confidence: 'verified',
    evidence: 'its own sentence for those who speak HTTP',
  }
}

function detailsOf(document: BsonDocument): MongodbDetails {
  return present({
    minWireVersion: number(document.get('minWireVersion')),
    maxWireVersion: number(document.get('maxWireVersion')),
    role: roleOf(document),
    set: text(document.get('setName')),
    me: text(document.get('me')),
    readOnly: flag(document.get('readOnly')),
  })
}

function roleOf(document: BsonDocument): MongodbDetails['role'] {
  if (document.get('msg') === 'isdbgrid') return 'router'
  const primary = document.get('ismaster') ?? document.get('isWritablePrimary')
  if (primary === undefined) return undefined
  if (!document.has('setName')) return primary === true ? 'standalone' : 'other'
  if (primary === true) return 'primary'
  return document.get('secondary') === true ? 'secondary' : 'other'
}

function buildInfo(match: Match, { random }: HelloContext): DetailStep {
  const wire = match.details?.['maxWireVersion']
  const id = cookie(random, 4)
  const modern = typeof wire === 'number' && wire >= KNOWS_OP_MSG
  const send = modern
    ? opMsg(bsonOf({ buildInfo: 1, $db: 'admin' }), id)
    : opQuery(bsonOf({ buildInfo: 1 }), id)
  return { send, enough: isWhole, merge: mergeBuildInfo }
}

function mergeBuildInfo(match: Match, answer: Uint8Array): Match {
  const document = answerOf(answer)
  if (!document) return match
  // 13 is Unauthorized.
  if (document.get('code') === 13) return { ...match, details: { ...match.details, authRequired: true } }
  const details: Partial<MongodbDetails> = present({
    modules: texts(document.get('modules')),
    gitVersion: text(document.get('gitVersion')),
    storageEngines: texts(document.get('storageEngines')),
  })
  return { ...match, ...softwareOf(document), details: { ...match.details, ...details } }
}

function softwareOf(document: BsonDocument): Partial<Match> {
  const ferret = document.get('ferretdb')
  const ferretVersion = text(
    ferret instanceof Map ? (ferret as BsonDocument).get('version') : document.get('ferretdbVersion'),
  )
  if (ferretVersion !== undefined) {
    return {
      product: 'FerretDB',
      vendor: 'FerretDB',
      ...present({ version: trimVersion(ferretVersion.replace(/^v/, '')) }),
    }
  }
  const version = trimVersion(text(document.get('version')))
  if (version === undefined) return {}
  // Others only say which release they are as good as, and were not built from its source.
  if (text(document.get('gitVersion')) === undefined) return { info: `as MongoDB ${version}` }
  const environment = document.get('buildEnvironment')
  const target = environment instanceof Map ? (environment as BsonDocument).get('target_os') : undefined
  return {
    product: 'MongoDB',
    vendor: 'MongoDB',
    version,
    ...(target === 'linux' && { os: 'Linux' }),
    ...(target === 'windows' && { os: 'Windows' }),
    ...(target === 'macOS' && { os: 'macOS' }),
    cpe: [cpe({ part: 'a', vendor: 'mongodb', product: 'mongodb', version })],
  }
}

function text(value: BsonValue | undefined): string | undefined {
  return typeof value === 'string' ? cleanValue(value) : undefined
}

function texts(value: BsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.slice(0, 16).flatMap((item: BsonValue) => text(item) ?? []) : undefined
}

function number(value: BsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function flag(value: BsonValue | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

/**
 * MongoDB's wire protocol: OP_QUERY, OP_REPLY and OP_MSG with BSON 1.1.
 *
 * Asks: `isMaster`, as every driver does; then `buildInfo`.
 * Known by: our request id with a whole document; its sentence for those who speak HTTP.
 * Version: from `buildInfo`; FerretDB by its own field.
 */
export const mongodb: ServiceProbe = {
  name: 'mongodb',
  ports: [27_017, 27_018, 27_019],
  tlsPorts: [27_017],
  rarity: 3,
  hello,
  enough: isWhole,
  matchers: [reply, overHttp],
  // Servers that are like it; its own answer HTTP in a sentence.
  reacts: { http: 'close', tls: 'close' },
  detail: (match, step, context) => (step === 0 ? buildInfo(match, context) : undefined),
}
