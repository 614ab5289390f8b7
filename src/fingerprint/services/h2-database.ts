import { viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `h2-database`. */
export interface H2DatabaseDetails {
  /** Version of the protocol that it speaks at most. */
  readonly protocol: number
  /** The build that it is: `214`, which goes with one release. */
  readonly build?: number
}

const ERROR = 0
const STATE = '90047'
const MESSAGE =
  /^Version mismatch, driver version is "-?\d{1,10}" but server version is "(?<protocol>\d{1,3})"$/
const BUILD = /\[90047-(?<build>\d{3})\]/

const mismatch: Matcher = (answer) => {
  if (answer.length < 12 || viewOf(answer).getUint32(0) !== ERROR) return undefined
  const state = textAt(answer, 4)
  const message = textAt(answer, 8 + STATE.length * 2)
  const protocol = MESSAGE.exec(message ?? '')?.groups?.['protocol']
  if (state !== STATE || protocol === undefined) return undefined
  const build = BUILD.exec(latin1(answer.filter((byte) => byte !== 0)))?.groups?.['build']
  const version = releaseOf(Number(build ?? 0))
  return {
    name: 'h2-database',
    product: 'H2 Database Engine',
    vendor: 'H2',
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: 'h2database', product: 'h2', version })],
    details: {
      protocol: Number(protocol),
      ...(build !== undefined && { build: Number(build) }),
    } satisfies H2DatabaseDetails,
    confidence: 'verified',
    evidence: 'error 90047, its lengths fit',
  }
}

/** A number of characters, so many characters of two bytes. */
function textAt(bytes: Uint8Array, at: number): string | undefined {
  if (at + 4 > bytes.length) return undefined
  const length = viewOf(bytes).getUint32(at)
  if (length > 256 || at + 4 + length * 2 > bytes.length) return undefined
  return new TextDecoder('utf-16be').decode(bytes.subarray(at + 4, at + 4 + length * 2))
}

// From which build on its releases are called so (change log).
const SERIES: readonly (readonly [from: number, to: number, series: string])[] = [
  [230, 239, '2.3'],
  [220, 229, '2.2'],
  [210, 219, '2.1'],
  [201, 209, '2.0'],
  [177, 200, '1.4'],
]

function releaseOf(build: number): string | undefined {
  const series = SERIES.find(([from, to]) => build >= from && build <= to)?.[2]
  return series && `${series}.${build}`
}

/**
 * The database H2, its class TcpServerThread.
 *
 * Asks: for version 0 of its protocol, which there is not.
 * Known by: the error that says so, its lengths fit.
 * Version: the number of the build in the error.
 */
export const h2Database: ServiceProbe = {
  name: 'h2-database',
  ports: [9092],
  rarity: 8,
  hello: () => Buffer.alloc(8),
  matchers: [mismatch],
}
