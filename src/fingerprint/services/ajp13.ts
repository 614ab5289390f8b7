import { sameBytes } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { ajpRequest, isWholeAjpResponse, parseAjpResponse } from './ajp-message.ts'

/** `details` of a service named `ajp13`. */
export interface Ajp13Details {
  /** The status of a page that is not there; 403 where it wants a secret. */
  readonly status?: number
  /** Its header `Server`. */
  readonly server?: string
}

const CPING = Buffer.from([0x12, 0x34, 0, 1, 10])
const CPONG = Buffer.from([0x41, 0x42, 0, 1, 9])
const TOMCAT = /Apache Tomcat\/(?<version>\d[\w.-]{0,30})/

const pong: Matcher = (answer) =>
  answer.length === CPONG.length && sameBytes(answer, 0, CPONG, 0, CPONG.length)
    ? {
        name: 'ajp13',
        product: 'Apache Jserv',
        vendor: 'Apache',
        details: {} satisfies Ajp13Details,
        confidence: 'structured',
        evidence: 'CPong',
      }
    : undefined

/** A page that is not there: its text names the server, if anything does. */
function absentPage({ name, address, port, tls }: HelloContext): DetailStep {
  return {
    send: ajpRequest({ path: '/portscan-core.invalid', host: name ?? address, port, tls }),
    enough: isWholeAjpResponse,
    merge: (match, answer) => {
      const response = parseAjpResponse(answer)
      return response === undefined ? match : describe(match, response)
    },
  }
}

function describe(match: Match, response: NonNullable<ReturnType<typeof parseAjpResponse>>): Match {
  const version = trimVersion(TOMCAT.exec(latin1(response.body, 0, 4_096))?.groups?.['version'])
  const server = cleanValue(response.headers.get('server'))
  const details: Ajp13Details = { status: response.status, ...present({ server }) }
  return {
    ...match,
    ...(version !== undefined && {
      product: 'Apache Tomcat (Apache Jserv)',
      version,
      cpe: [cpe({ part: 'a', vendor: 'apache', product: 'tomcat', version })],
    }),
    details: { ...match.details, ...details },
  }
}

/**
 * Apache JServ Protocol 1.3, "AJP Protocol Reference v1.3" and its CPing.
 *
 * Asks: CPing; then a page that is not there.
 * Known by: CPong.
 * Version: the page that says "not found".
 */
export const ajp13: ServiceProbe = {
  name: 'ajp13',
  ports: [8009],
  rarity: 4,
  hello: () => CPING,
  enough: (bytes) => bytes.length >= CPONG.length,
  matchers: [pong],
  reacts: { http: 'close', tls: 'close' },
  detail: (_match, step, context) => (step === 0 ? absentPage(context) : undefined),
}
