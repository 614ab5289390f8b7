import { latin1 } from '../field.ts'
import { httpRequest } from '../http-request.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const OVER_HTTP =
  /^HTTP\/1\.0 400 Bad Request\r\n\r\nPort \d{1,5} is for clickhouse-client program\.?\r\nYou must use port (?<port>\d{1,5}) for HTTP/

/** `details` of a service named `clickhouse`. */
export interface ClickhouseDetails {
  /** Where it speaks HTTP. */
  readonly httpPort: number
}

const overHttp: Matcher = (answer) => {
  const port = OVER_HTTP.exec(latin1(answer, 0, 256))?.groups?.['port']
  if (port === undefined) return undefined
  return {
    name: 'clickhouse',
    product: 'ClickHouse',
    vendor: 'ClickHouse',
    cpe: [cpe({ part: 'a', vendor: 'clickhouse', product: 'clickhouse' })],
    details: { httpPort: Number(port) } satisfies ClickhouseDetails,
    // More than the status line before it, which says no more than that it has heard of HTTP.
    confidence: 'verified',
    evidence: 'its own sentence for those who speak HTTP',
  }
}

/**
 * The native protocol of ClickHouse, in which the first words are a login: so it is asked in HTTP.
 *
 * Asks: `GET /`.
 * Known by: its sentence for those who speak HTTP.
 */
export const clickhouse: ServiceProbe = {
  name: 'clickhouse',
  ports: [9000],
  rarity: 9,
  hello: (context) => httpRequest('/', context),
  matchers: [overHttp],
}
