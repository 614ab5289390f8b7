import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `relp`. */
export interface RelpDetails {
  /** The version of the protocol, 0 so far. */
  readonly relpVersion?: string
  /** The library that speaks it, as it writes itself: name, version, address. */
  readonly software?: string
  /** What it takes beside `open` and `close`. */
  readonly commands?: string
}

const OFFER = 'relp_version=0\nrelp_software=portscan-core\ncommands=syslog'
/** What every server says to what is no RELP, and then closes. */
const CLOSED = '0 serverclose 0\n'
/** Number of the transaction, command, length of the data, data, line end. */
const FRAME = /^1 rsp (?<length>\d{1,9})[ \n]/

const answerOf: Matcher = (answer) => {
  const text = latin1(answer, 0, 1_024)
  if (text === CLOSED)
    return { name: 'relp', details: {}, confidence: 'structured', evidence: 'a hint that it closes' }
  const frame = FRAME.exec(text)
  const isWhole = frame !== null && answer.length === frame[0].length + Number(frame.groups!['length']) + 1
  if (!isWhole || !/^\d{3}(?: |\n)/.test(text.slice(frame[0].length))) return undefined
  return {
    name: 'relp',
    ...describe(text.slice(frame[0].length).split('\n', 16)),
    confidence: 'structured',
    evidence: 'an answer to "open" whose length fits',
  }
}

function describe(lines: readonly string[]): Partial<Match> {
  const value = (name: string): string | undefined =>
    cleanValue(lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1))
  const software = value('relp_software')
  const [product, version] = (software ?? '').split(',').map(cleanValue)
  return {
    ...present({ product, version: /^\d/.test(version ?? '') ? version : undefined }),
    details: present({
      relpVersion: value('relp_version'),
      software,
      commands: value('commands'),
    }) satisfies RelpDetails,
  }
}

/**
 * RELP, the Reliable Event Logging Protocol, "RELP" of librelp's documentation.
 *
 * Asks: `open`; no message is ever sent. Then `close`.
 * Known by: an answer to it whose length fits, or the hint that every server gives before it hangs up on others.
 * Version: that of the library, which it offers.
 */
export const relp: ServiceProbe = {
  name: 'relp',
  ports: [2514, 20_514],
  rarity: 8,
  hello: () => Buffer.from(`1 open ${OFFER.length} ${OFFER}\n`),
  enough: (bytes) => {
    const text = latin1(bytes, 0, 64)
    const frame = FRAME.exec(text)
    return frame === null
      ? text.includes('\n')
      : bytes.length > frame[0].length + Number(frame.groups!['length'])
  },
  matchers: [answerOf],
  goodbye: Buffer.from('2 close 0\n'),
}
