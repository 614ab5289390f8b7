import { cleanValue, known as present } from '../field.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `minecraft`. */
export interface MinecraftDetails {
  /** Number of the protocol, which goes up with the game's releases. */
  readonly protocol?: number
  /** What it says of its version: `'Paper 1.20.4'`. */
  readonly versionText?: string
  readonly online?: number
  readonly most?: number
  /** Its message of the day, where it is plain text. */
  readonly description?: string
}

/** Handshake (id 0: any protocol, the address, then "status"), and the request for the status (id 0, empty). */
function hello({ name, address, port }: HelloContext): Uint8Array {
  const host = Buffer.from(name ?? address).subarray(0, 100)
  // −1 says that the client does not know yet which protocol it will speak.
  const protocol = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f])
  const body = [[0], protocol, [host.length], host, [port >> 8, port & 0xff, 1]].map((part) =>
    Buffer.from(part),
  )
  const handshake = Buffer.concat(body)
  return Buffer.concat([Buffer.from([handshake.length]), handshake, Buffer.from([1, 0])])
}

/** A number in the lower seven bits of its bytes, at most three of them, and where the next field is. */
function varint(bytes: Uint8Array, at: number): [number, number] | undefined {
  let value = 0
  for (let byte = 0; byte < 3; byte++) {
    const part = bytes[at + byte]
    if (part === undefined) return undefined
    value += (part & 0x7f) * 128 ** byte
    if (part < 0x80) return [value, at + byte + 1]
  }
  return undefined
}

/** Where the text of a status starts, and where it ends if its lengths fit each other. */
function statusText(bytes: Uint8Array): { start: number; end: number } | undefined {
  const packet = varint(bytes, 0)
  if (packet === undefined || bytes[packet[1]] !== 0) return undefined
  const text = varint(bytes, packet[1] + 1)
  return text && text[0] + text[1] === packet[0] + packet[1]
    ? { start: text[1], end: text[0] + text[1] }
    : undefined
}

const status: Matcher = (answer) => {
  const text = statusText(answer)
  if (text === undefined || answer[text.start] !== 0x7b) return undefined
  const json = Buffer.from(answer.subarray(text.start, text.end)).toString('utf8')
  const facts = answer.length >= text.end ? parse(json) : parse(`{${VERSION.exec(json)?.[0] ?? ''}}`)
  if (facts === undefined || !isObject(facts['version'])) return undefined
  return {
    name: 'minecraft',
    ...describe(facts),
    confidence: 'structured',
    evidence: 'status whose lengths fit',
  }
}

/** Where the icon makes the status too long, its version still stands somewhere. */
const VERSION = /"version":\{[^{}]{1,400}\}/

type Facts = Readonly<Record<string, unknown>>

function parse(json: string): Facts | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : undefined
  } catch {
    // Whatever the peer sent is no JSON: then it is no status.
    return undefined
  }
}

function isObject(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function describe(facts: Facts): Omit<Match, 'name' | 'confidence' | 'evidence'> {
  const version = isObject(facts['version']) ? facts['version'] : {}
  const players = isObject(facts['players']) ? facts['players'] : {}
  const said = facts['description']
  const text = textOf(version['name'])
  const software = /^[A-Za-z]{2,30}/.exec(text ?? '')?.[0]
  return {
    product: software === undefined ? 'Minecraft server' : `${software} (Minecraft server)`,
    ...present({ version: /\d{1,3}(?:\.\d{1,4}){1,3}/.exec(text ?? '')?.[0] }),
    details: present({
      protocol: numberOf(version['protocol']),
      versionText: text,
      online: numberOf(players['online']),
      most: numberOf(players['max']),
      description: textOf(isObject(said) ? said['text'] : said),
    }) satisfies MinecraftDetails,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanValue(value) : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

/**
 * Minecraft Java Edition's server list ping, as its players' documents describe it.
 *
 * Asks: the status.
 * Known by: a packet of JSON whose lengths fit, with a version in it.
 * Version: the status.
 */
export const minecraft: ServiceProbe = {
  name: 'minecraft',
  ports: [25_565],
  rarity: 8,
  reacts: { http: 'silence', tls: 'close' },
  hello,
  enough: (bytes) => {
    const text = statusText(bytes)
    return text === undefined ? bytes.length >= 7 : bytes.length >= text.end
  },
  matchers: [status],
}
