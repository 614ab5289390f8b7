import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { parseKexInit, type SshAlgorithms } from './ssh-algorithms.ts'
import { hostKeyOf, isWholeReply, openKeyExchange, type SshHostKey } from './ssh-key-exchange.ts'

/** `details` of a service named `ssh`. */
export interface SshDetails {
  /** `'2.0'`, or `'1.99'` of a server that speaks both versions. */
  readonly protocol: string
  /** The software version as it came: `'OpenSSH_9.2p1'`. */
  readonly software: string
  /** What follows the software version; distributions put their patch level here. */
  readonly comments?: string
  /** What the server offers in its first message (RFC 4253, section 7.1), in its order. */
  readonly algorithms?: SshAlgorithms
  /** The best of its host keys, as it shows it; whether it holds the private one is not verified. */
  readonly hostKey?: SshHostKey
}

// RFC 4253 4.2 allows other lines first; 255 characters a line, CR LF; old servers end it with LF alone.
const LINE = /^SSH-(?<protocol>\d{1,2}\.\d{1,3})-(?<software>[^\r\n]{0,250})/
const MAX_LINES_BEFORE = 64

const identification: Matcher = (answer) => {
  const found = findLine(latin1(answer, 0, 4096))
  const groups = found && LINE.exec(found.line)?.groups
  if (!groups) return undefined
  const text = groups['software']!
  const blank = text.indexOf(' ')
  const details: SshDetails = {
    protocol: groups['protocol']!,
    software: cleanValue(blank === -1 ? text : text.slice(0, blank)) ?? '',
    ...present({
      comments: blank === -1 ? undefined : cleanValue(text.slice(blank)),
      // Some servers send their first message together with the line.
      algorithms: parseKexInit(answer.subarray(found.end)),
    }),
  }
  return {
    name: 'ssh',
    ...describeSoftware('ssh', text.trim()),
    ...(details.comments !== undefined && { info: details.comments }),
    details: { ...details },
    confidence: 'structured',
    evidence: `identification line "SSH-${details.protocol}-"`,
  }
}

function findLine(text: string): { line: string; end: number } | undefined {
  let at = 0
  for (let lines = 0; lines < MAX_LINES_BEFORE && at < text.length; lines++) {
    const feed = text.indexOf('\n', at)
    const end = feed === -1 ? text.length : feed + 1
    if (text.startsWith('SSH-', at)) return { line: text.slice(at, end), end }
    at = end
  }
  return undefined
}

/** With the first message, where that has begun to come. */
function isWholeGreeting(bytes: Uint8Array): boolean {
  const found = findLine(latin1(bytes, 0, 4096))
  if (found?.line.endsWith('\n') !== true) return false
  return bytes[found.end] !== 0 || isWholePacket(bytes)
}

function isWholePacket(bytes: Uint8Array): boolean {
  const packet = afterLines(bytes)
  if (packet.length < 4) return false
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  return packet.length >= Math.min(view.getUint32(0), 16_380) + 4
}

// A server that waited for our line may repeat nothing; one that was quick has its own line, or several, in front.
function afterLines(bytes: Uint8Array): Uint8Array {
  const found = bytes[0] === 0 ? undefined : findLine(latin1(bytes, 0, 4096))
  return found === undefined ? bytes : bytes.subarray(found.end)
}

const OUR_LINE = Buffer.from('SSH-2.0-portscan_core\r\n')

const algorithms: DetailStep = {
  send: OUR_LINE,
  enough: isWholePacket,
  merge: (match: Match, answer) => {
    const offered = parseKexInit(afterLines(answer))
    return offered ? { ...match, details: { ...match.details, algorithms: offered } } : match
  },
}

/** The host key, after our own line where that has not been said yet. */
function hostKey(offered: SshAlgorithms, line: Uint8Array, { random }: HelloContext): DetailStep | undefined {
  const opening = openKeyExchange(offered, random)
  return (
    opening && {
      send: Buffer.concat([line, opening]),
      enough: isWholeReply,
      merge: (match, answer) => {
        const key = hostKeyOf(answer)
        return key ? { ...match, details: { ...match.details, hostKey: key } } : match
      },
    }
  )
}

/** Servers that send their first message with their line have told their algorithms before we say a word. */
function nextStep({ details = {} }: Match, step: number, context: HelloContext): DetailStep | undefined {
  const { protocol, algorithms: offered, hostKey: shown } = details as Partial<SshDetails>
  if (step > 1 || protocol === '1.5' || shown !== undefined) return undefined
  if (offered === undefined) return step === 0 ? algorithms : undefined
  return hostKey(offered, step === 0 ? OUR_LINE : NOTHING, context)
}

const NOTHING = new Uint8Array(0)

/**
 * SSH, RFC 4253. There is no goodbye that fits before and after our own line: the connection just ends.
 *
 * Asks: nothing; then `SSH-2.0-portscan_core`, and a key exchange as far as the host key, which is not verified.
 * Known by: a line `SSH-`version`-`, possibly after others.
 * Version: the identification line.
 */
export const ssh: ServiceProbe = {
  name: 'ssh',
  ports: [22, 2222, 22222],
  rarity: 1,
  serverFirst: true,
  enough: isWholeGreeting,
  matchers: [identification],
  detail: nextStep,
}
