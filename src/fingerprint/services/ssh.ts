import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ssh`. The host key would need a whole key exchange and is not asked for. */
export interface SshDetails {
  /** `'2.0'`, or `'1.99'` of a server that speaks both versions. */
  readonly protocol: string
  /** The software version as it came: `'OpenSSH_9.2p1'`. */
  readonly software: string
  /** What follows the software version; distributions put their patch level here. */
  readonly comments?: string
  /** What the server offers in its first message (RFC 4253, section 7.1), in its order. */
  readonly algorithms?: SshAlgorithms
}

/** Algorithm names that a server offers; ciphers, MACs and compression as it offers them from client to server. */
export interface SshAlgorithms {
  readonly keyExchange: readonly string[]
  readonly hostKey: readonly string[]
  readonly ciphers: readonly string[]
  readonly macs: readonly string[]
  readonly compression: readonly string[]
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

function isWholeLine(bytes: Uint8Array): boolean {
  return findLine(latin1(bytes, 0, 4096))?.line.endsWith('\n') ?? false
}

const MSG_KEXINIT = 20

/** The algorithms of SSH_MSG_KEXINIT, where a whole unencrypted packet of it starts the bytes. */
export function parseKexInit(bytes: Uint8Array): SshAlgorithms | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 26 || view.getUint8(5) !== MSG_KEXINIT) return undefined
  const end = 4 + view.getUint32(0) - view.getUint8(4)
  const lists: string[][] = []
  // Length, padding length, message number and the 16 bytes of the cookie come first.
  for (let at = 22; lists.length < 10;) {
    if (at + 4 > Math.min(end, bytes.length)) return undefined
    const size = view.getUint32(at)
    at += 4
    if (size > 4096 || at + size > Math.min(end, bytes.length)) return undefined
    lists.push(names(latin1(bytes, at, at + size)))
    at += size
  }
  const [keyExchange, hostKey, ciphers, , macs, , compression] = lists as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
  ]
  return { keyExchange, hostKey, ciphers, macs, compression }
}

function names(list: string): string[] {
  return list.split(',', 128).flatMap((name) => cleanValue(name.slice(0, 64)) ?? [])
}

function isWholePacket(bytes: Uint8Array): boolean {
  const packet = afterLines(bytes)
  if (packet.length < 4) return false
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  return packet.length >= Math.min(view.getUint32(0), 16_380) + 4
}

// A server that waited for our line may repeat nothing; one that was quick has its own line in front.
function afterLines(bytes: Uint8Array): Uint8Array {
  if (latin1(bytes, 0, 4) !== 'SSH-') return bytes
  return bytes.subarray(findLine(latin1(bytes, 0, 4096))?.end ?? bytes.length)
}

const algorithms: DetailStep = {
  send: Buffer.from('SSH-2.0-portscan_core\r\n'),
  enough: isWholePacket,
  merge: (match: Match, answer) => {
    const offered = parseKexInit(afterLines(answer))
    return offered ? { ...match, details: { ...match.details, algorithms: offered } } : match
  },
}

/**
 * SSH, RFC 4253. There is no goodbye that fits before and after our own line: the connection just ends.
 *
 * Asks: nothing; then `SSH-2.0-portscan_core` and a key exchange for the host key.
 * Known by: a line `SSH-`version`-`, possibly after others.
 * Version: the identification line.
 */
export const ssh: ServiceProbe = {
  name: 'ssh',
  ports: [22, 2222, 22222],
  rarity: 1,
  serverFirst: true,
  enough: isWholeLine,
  matchers: [identification],
  detail: (match, step) =>
    step === 0 && match.details?.['algorithms'] === undefined && match.details?.['protocol'] !== '1.5'
      ? algorithms
      : undefined,
}
