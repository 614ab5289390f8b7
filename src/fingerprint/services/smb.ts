import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { fileTime, readChallenge, type NtlmHost } from '../ntlm.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import {
  frames,
  multiProtocolNegotiate,
  NEGOTIATE,
  negotiateRequest,
  readSmb1,
  readSmb2,
  SESSION_SETUP,
  sessionRequest,
  sessionSetupRequest,
  SMB1_NEGOTIATE,
  SMB1_SESSION_SETUP,
  smb1SessionSetup,
} from './smb-message.ts'

/** `details` of a service named `smb`. */
export interface SmbDetails {
  /** `'3.1.1'` to `'2.0.2'`, `'1'`; `'2'` where it only said that it speaks 2 or 3. */
  readonly dialect: string
  readonly signing?: 'required' | 'enabled' | 'disabled'
  /** Its clock and when it was started, ISO 8601, UTC. */
  readonly time?: string
  readonly started?: string
  /** What its NTLM challenge tells: names of host, domain and forest, the build of Windows. */
  readonly host?: NtlmHost
  /** Version 1 only: as it calls its operating system and itself. */
  readonly nativeOs?: string
  readonly nativeLanManager?: string
}

/** `details` of a service named `netbios-ssn`. */
export interface NetbiosSsnDetails {
  /** Why the session is refused (RFC 1002, section 4.3.4): 0x82 nobody of that name is there. */
  readonly error?: number
}

const SESSION_PORT = 139
const [POSITIVE, NEGATIVE] = [0x82, 0x83]
const DIALECT_NAMES: Readonly<Record<number, string>> = {
  0x0202: '2.0.2',
  0x0210: '2.1',
  0x02ff: '2',
  0x0300: '3.0',
  0x0302: '3.0.2',
  0x0311: '3.1.1',
}

/**
 * Version 1 with an offer of 2 and 3, which every server takes ([MS-SMB2], section 3.3.5.3): one that knows version 1
 * alone closes on anything newer. Port 139 begins with a session.
 */
function hello({ port }: HelloContext): Uint8Array {
  const negotiate = multiProtocolNegotiate()
  return port === SESSION_PORT ? Buffer.concat([sessionRequest(), negotiate]) : negotiate
}

const negotiated: Matcher = (answer) => {
  const message = frames(answer).find(({ type }) => type === 0)?.payload
  if (message === undefined) return undefined
  const details = readNegotiate(message) ?? readOldNegotiate(message)
  if (details === undefined) return undefined
  const { samba, hostname, ...facts } = details
  return {
    name: 'smb',
    ...(samba && SAMBA),
    ...present({ hostname }),
    details: { ...facts } satisfies SmbDetails,
    confidence: 'verified',
    evidence: `NEGOTIATE answered with dialect ${facts.dialect}, its length fits`,
  }
}

/** A session is accepted or refused: NetBIOS, whatever is behind it. */
const session: Matcher = (answer, { probe, port }) => {
  const [first] = frames(answer)
  if (first === undefined || (probe !== 'smb' && port !== SESSION_PORT)) return undefined
  const error = first.type === NEGATIVE && first.payload.length === 1 ? first.payload[0]! : undefined
  const accepted = first.type === POSITIVE && first.payload.length === 0
  if (!accepted && (error === undefined || error < 0x80 || error > 0x8f)) return undefined
  return {
    name: 'netbios-ssn',
    details: present({ error }) satisfies NetbiosSsnDetails,
    confidence: 'structured',
    evidence: `${accepted ? 'positive' : 'negative'} session response`,
  }
}

type Negotiated = SmbDetails & { readonly samba: boolean; readonly hostname?: string }

function readNegotiate(message: Uint8Array): Negotiated | undefined {
  const body = readSmb2(message, NEGOTIATE)?.body
  if (body === undefined || body.length < 64) return undefined
  const view = viewOf(body)
  const dialect = DIALECT_NAMES[view.getUint16(4, true)]
  if (view.getUint16(0, true) !== 65 || dialect === undefined) return undefined
  const [time, started] = [40, 48].map((at) => fileTime(view.getBigUint64(at, true)))
  const signing = (body[2]! & 2) !== 0 ? 'required' : (body[2]! & 1) !== 0 ? 'enabled' : 'disabled'
  return { dialect, signing, ...present({ time, started }), samba: isName(body.subarray(8, 24)) }
}

/** Samba puts its NetBIOS name where others have a random id: letters, then zeros. */
function isName(guid: Uint8Array): boolean {
  return /^[a-z][a-z\d_-]{0,14}\0{1,15}$/.test(latin1(guid))
}

function readOldNegotiate(message: Uint8Array): Negotiated | undefined {
  const answer = readSmb1(message, SMB1_NEGOTIATE)
  if (answer?.words.length !== 34) return undefined
  const view = viewOf(answer.words)
  const mode = answer.words[2]!
  const signing = (mode & 8) !== 0 ? 'required' : (mode & 4) !== 0 ? 'enabled' : 'disabled'
  const time = fileTime(view.getBigUint64(23, true))
  const extended = view.getUint32(19, true) >= 0x8000_0000
  // Without extended security the names follow the challenge.
  const names = extended ? [] : texts(answer.data.subarray(answer.words[33]), answer.unicode)
  return {
    dialect: '1',
    signing,
    ...present({ time, hostname: names[1] }),
    samba: extended && isName(answer.data.subarray(0, 16)),
  }
}

function texts(bytes: Uint8Array, wide: boolean): (string | undefined)[] {
  const text = wide ? Buffer.from(bytes.subarray(0, 512)).toString('utf16le') : latin1(bytes, 0, 512)
  return text.split('\0', 4).map(cleanValue)
}

const negotiateAgain = ({ random }: HelloContext): DetailStep => ({
  send: negotiateRequest(1, cookie(random, 16)),
  enough: hasFrame,
  merge: (match, answer, context) => negotiated(answer, context) ?? match,
})

const sessionSetup = (messageId: number): DetailStep => ({
  send: sessionSetupRequest(messageId),
  enough: hasFrame,
  merge: (match, answer) => {
    const message = frames(answer)[0]?.payload
    const body = message && readSmb2(message, SESSION_SETUP)?.body
    const host = body && readChallenge(body)
    return host ? withHost(match, host) : match
  },
})

const oldSessionSetup: DetailStep = {
  send: smb1SessionSetup(),
  enough: hasFrame,
  merge: (match, answer) => {
    const message = frames(answer)[0]?.payload
    const reply = message && readSmb1(message, SMB1_SESSION_SETUP)
    if (reply?.words.length !== 8) return match
    const host = readChallenge(reply.data)
    const blob = viewOf(reply.words).getUint16(6, true)
    // Words and the size before them are an odd number of bytes: wide texts start one further where the blob is even.
    const padding = reply.unicode && blob % 2 === 0 ? 1 : 0
    const [nativeOs, nativeLanManager] = texts(reply.data.subarray(blob + padding), reply.unicode)
    const named = host ? withHost(match, host) : match
    const samba = /^Samba (?<version>\d[\d.]{0,20})/.exec(nativeLanManager ?? '')?.groups?.['version']
    return {
      ...named,
      ...(samba !== undefined && sambaOf(samba)),
      ...(/^Windows /.test(nativeOs ?? '') && samba === undefined && { os: nativeOs! }),
      details: { ...named.details, ...present({ nativeOs, nativeLanManager }) },
    }
  },
}

/** Samba calls itself Windows 6.1 with build 0, which no Windows ever had. */
function withHost(match: Match, host: NtlmHost): Match {
  const samba = host.version === '6.1.0'
  const hostname = host.dnsName ?? host.netbiosName
  const windows = match.product === undefined && !samba && host.version !== undefined
  return {
    ...match,
    ...(samba && match.product === undefined && SAMBA),
    ...present({ hostname }),
    ...(windows &&
      /^(?:5|6|10)\.\d{1,2}\.\d{4,5}$/.test(host.version) && { os: 'Windows', vendor: 'Microsoft' }),
    details: { ...match.details, host },
  }
}

function sambaOf(version: string | undefined): Partial<Match> {
  return {
    product: 'Samba smbd',
    vendor: 'Samba',
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: 'samba', product: 'samba', version })],
  }
}

const SAMBA = sambaOf(undefined)

function hasFrame(bytes: Uint8Array): boolean {
  return frames(bytes).some(({ type }) => type === 0 || type === NEGATIVE)
}

/**
 * SMB 2 and 3, [MS-SMB2]; version 1, [MS-CIFS], where nothing newer is spoken; NetBIOS sessions, RFC 1002;
 * NTLM, [MS-NLMP].
 *
 * Asks: NEGOTIATE for all versions (on port 139 behind a session request); SESSION_SETUP with NTLM's first message, which names nobody.
 * Known by: an answer to NEGOTIATE whose length fits.
 * Version: the build of Windows from NTLM's challenge; Samba by its own way to fill the fields, its version by SMB 1 alone.
 */
export const smb: ServiceProbe = {
  name: 'smb',
  ports: [445, SESSION_PORT],
  rarity: 2,
  hello,
  enough: hasFrame,
  matchers: [negotiated, session],
  reacts: { http: 'silence', tls: 'silence' },
  detail: ({ name, details = {} }, step, context) => {
    if (name !== 'smb' || details['host'] !== undefined || step > 2) return undefined
    if (details['dialect'] === '1') return step === 0 ? oldSessionSetup : undefined
    if (details['dialect'] === '2') return step === 0 ? negotiateAgain(context) : undefined
    // Message ids count on: the first was 0, and one more where NEGOTIATE was said twice.
    return sessionSetup(step + 1)
  },
}
