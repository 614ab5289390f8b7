import { parsePorts, ScanError } from 'portscan-core'
import type { ScanReport } from 'portscan-core'
import { blindHosts } from './blind-spots.ts'
import { undecided } from './judgement.ts'
import { look } from './look.ts'
import { keysOf, sightsOf, textOf, type PortSight } from './port-sight.ts'
import { linesText, reasonsText, type Line } from './port-words.ts'
import { nameOf, type LookOptions, type Scannable } from './scannable.ts'

/** A TCP port by its number, or `'U:53'` for one of UDP. */
export type OnePort = number | `T:${number}` | `U:${number}`

/** One port of all addresses of a target. */
export interface PortLook {
  /** `'443/tcp of www.example'`. */
  readonly subject: string
  readonly sights: readonly PortSight[]
  readonly report: ScanReport
}

/** Looks at one port of each address. */
export async function lookAtPort(
  received: Scannable,
  port: OnePort,
  options: LookOptions,
): Promise<PortLook> {
  const asked = parsePorts(port)
  const [key, ...others] = keysOf(asked)
  if (key === undefined || others.length > 0) throw notOne(port)
  const report = await look(received, { asked }, options)
  const [sights = []] = sightsOf(report, [key])
  return { subject: `${textOf(key)} of ${nameOf(received)}`, sights, report }
}

/** The whole message: what was found, and of each address the line. */
export function portMessage(head: string, lines: readonly Line[]): string {
  return [head, ...(lines.length > 0 ? [linesText(lines)] : [])].join('\n\n')
}

/** What an assertion claims of a port, and what was found of it. */
export interface Claim {
  /** `'443/tcp of www.example is open'`. */
  readonly claim: string
  readonly lines: readonly Line[]
  readonly report: ScanReport
  /** What is not known of it. */
  readonly doubts: readonly string[]
}

/** Throws where what was looked at cannot tell, and why: neither an assertion nor its opposite passes on that. */
export function refuseDoubt({ claim, lines, report, doubts }: Claim): void {
  const reasons = [...doubts, ...blindHosts(report)]
  if (reasons.length === 0) return
  throw undecided(
    `${portMessage(`It cannot be told whether ${claim}`, lines)}\n\nNot known:\n${reasonsText(reasons)}`,
  )
}

/** `'127.0.0.1: not scanned'`. */
export function doubtOf({ host, state }: PortSight): string {
  const why =
    state === 'open|filtered' ? 'open|filtered: UDP kept silent, as open and filtered ports do' : state
  return `${host.address}: ${why}`
}

function notOne(port: OnePort): ScanError {
  const message = `expected one port, such as 443 or 'U:53', but got ${JSON.stringify(port)}`
  return new ScanError('ERR_OPTION', message, { input: String(port) })
}
