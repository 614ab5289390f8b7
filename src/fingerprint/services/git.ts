import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { splitToken } from '../products/split-version.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `git`. */
export interface GitDetails {
  /** Why it gives nothing: the text of its `ERR` line. */
  readonly error?: string
  /** What it names itself: `'git/2.39.5'`. */
  readonly agent?: string
  /** What it can do. */
  readonly capabilities?: readonly string[]
}

/** A repository that nobody has, so the answer is one line. */
const ABSENT = '/portscan-core.invalid'
const MOST_CAPABILITIES = 64
const LOOKED_AT = 8_192
const ERROR = /^ERR (?<text>[^\r\n]{1,400})/
// The first reference with its capabilities after a NUL, or the words of protocol 1 and 2.
const REFERENCES = /^(?:[0-9a-f]{40}|[0-9a-f]{64}) (?:HEAD|refs\/[^\0\s]{1,200}|capabilities\^\{\})\0/
const VERSION_LINE = /^version [12]\n/

function hello({ name, address }: HelloContext): Uint8Array {
  return packet(`git-upload-pack ${ABSENT}\0host=${name ?? address}\0\0version=2\0`)
}

/** A pkt-line: four hexadecimal digits of its length, themselves counted. */
function packet(text: string): Uint8Array {
  return Buffer.from((text.length + 4).toString(16).padStart(4, '0') + text, 'latin1')
}

/** Length and start of the first pkt-line's text; no length where it is none. */
function firstPacket(text: string): number | undefined {
  const digits = /^[0-9a-f]{4}/.exec(text)?.[0]
  const length = digits === undefined ? 0 : parseInt(digits, 16)
  return length > 4 && length <= 65_520 ? length : undefined
}

const refusal: Matcher = (answer, { probe, sent }) => {
  const text = latin1(answer, 0, 1_024)
  const length = firstPacket(text)
  if (length === undefined || length !== answer.length) return undefined
  const error = ERROR.exec(text.slice(4, length))?.groups?.['text']
  if (error === undefined) return undefined
  const echoed = sent !== undefined && latin1(sent).includes(ABSENT) && error.includes(ABSENT)
  // The words of git's own daemon; other servers have others.
  const own = /^access denied or repository not exported: |^no such repository: /.test(error)
  if (!own && probe !== 'git') return undefined
  return {
    name: 'git',
    ...(own && GIT_DAEMON),
    details: { ...present({ error: cleanValue(error) }) } satisfies GitDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'ERR line names our path' : 'ERR line whose length fits',
  }
}

const GIT_DAEMON = { product: 'git daemon', vendor: 'Git', cpe: [gitCpe(undefined)] } as const

function gitCpe(version: string | undefined): string {
  return cpe({ part: 'a', vendor: 'git-scm', product: 'git', version })
}

const advertisement: Matcher = (answer) => {
  const length = firstPacket(latin1(answer, 0, 4))
  if (length === undefined || length > answer.length) return undefined
  const text = latin1(answer, 0, LOOKED_AT)
  const line = text.slice(4, length)
  const words = REFERENCES.test(line)
    ? line.slice(line.indexOf('\0') + 1).split(' ', MOST_CAPABILITIES)
    : VERSION_LINE.test(line)
      ? packetTexts(text.slice(length))
      : undefined
  if (words === undefined) return undefined
  const capabilities = words.flatMap((word) => cleanValue(word) ?? [])
  const agent = capabilities.find((word) => word.startsWith('agent='))?.slice(6)
  return {
    name: 'git',
    ...softwareOf(agent),
    details: {
      ...present({ agent: cleanValue(agent) }),
      ...(capabilities.length > 0 && { capabilities }),
    } satisfies GitDetails,
    confidence: 'structured',
    evidence: 'advertisement whose length fits',
  }
}

/** The texts of pkt-lines one after the other, as far as they are there. */
function packetTexts(text: string): string[] {
  const texts: string[] = []
  for (let at = 0; texts.length < MOST_CAPABILITIES;) {
    const length = firstPacket(text.slice(at, at + 4))
    if (length === undefined) break
    texts.push(text.slice(at + 4, at + length))
    at += length
  }
  return texts
}

function softwareOf(agent: string | undefined): Partial<Match> {
  if (agent === undefined) return {}
  const { product, version } = splitToken(agent)
  const found = present({ version: cleanValue(version?.replace(/-Linux$/, '')) })
  if (product?.toLowerCase() === 'git') return { ...GIT_DAEMON, ...found, cpe: [gitCpe(found.version)] }
  return { ...present({ product: cleanValue(product) }), ...found }
}

/** An error or a first reference is one pkt-line; after a version come others, up to the one of length 0. */
function isWhole(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, LOOKED_AT)
  const length = firstPacket(text)
  if (length === undefined) return bytes.length >= 4
  return VERSION_LINE.test(text.slice(4, 16)) ? text.endsWith('0000') : bytes.length >= length
}

/**
 * Git's own transport, gitprotocol-pack and gitprotocol-v2.
 *
 * Asks: upload-pack of a repository that is not there.
 * Known by: a pkt-line whose length fits: `ERR` with our path, or references.
 * Version: the agent, where a repository answers.
 */
export const git: ServiceProbe = {
  name: 'git',
  ports: [9418],
  rarity: 4,
  hello,
  enough: isWhole,
  matchers: [refusal, advertisement],
  reacts: { http: 'reset', tls: 'reset' },
}
