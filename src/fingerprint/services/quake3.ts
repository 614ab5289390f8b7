import { cookie } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { trimVersion } from '../products/split-version.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `quake3`. */
export interface Quake3Details {
  /** `'Quake3Arena'`, `'Xonotic'` */
  readonly game?: string
  readonly protocol?: number
  readonly hostName?: string
  readonly map?: string
  readonly clients?: number
  readonly mostClients?: number
  /** What it says of its version, where it was asked for its status. */
  readonly versionText?: string
}

const HEAD = '\xff\xff\xff\xff'
const MOST_FIELDS = 128

/** A connectionless question with a word that comes back. */
function question(name: string, { random }: HelloContext): Uint8Array {
  return Buffer.from(`${HEAD}${name} ${cookie(random, 4).toString('hex')}\n`, 'latin1')
}

function challengeOf(sent: Uint8Array): string | undefined {
  return /^.{4}get(?:info|status) (?<word>[0-9a-f]{8})\n/s.exec(latin1(sent, 0, 40))?.groups?.['word']
}

type Fields = ReadonlyMap<string, string>

/** `\key\value\key\value`, if it is the answer to our question. */
function answered(kind: string, answer: Uint8Array, sent: Uint8Array | undefined): Fields | undefined {
  const text = latin1(answer, 0, 4_096)
  const head = `${HEAD}${kind}\n\\`
  if (!text.startsWith(head)) return undefined
  const parts = text
    .slice(head.length)
    .split('\n', 1)[0]!
    .split('\\', 2 * MOST_FIELDS)
  const fields = new Map<string, string>()
  for (let at = 0; at + 1 < parts.length; at += 2) fields.set(parts[at]!.toLowerCase(), parts[at + 1]!)
  const word = sent && challengeOf(sent)
  return word !== undefined && fields.get('challenge') === word ? fields : undefined
}

const info: Matcher = (answer, { transport, sent }) => {
  const fields = transport === 'udp' ? answered('infoResponse', answer, sent) : undefined
  if (fields === undefined) return undefined
  const number = (key: string): number | undefined =>
    /^\d{1,6}$/.test(fields.get(key) ?? '') ? Number(fields.get(key)) : undefined
  return {
    name: 'quake3',
    details: present({
      game: cleanValue(fields.get('gamename') ?? fields.get('game')),
      protocol: number('protocol'),
      hostName: cleanValue(fields.get('hostname')),
      map: cleanValue(fields.get('mapname')),
      clients: number('clients'),
      mostClients: number('sv_maxclients'),
    }) satisfies Quake3Details,
    confidence: 'verified',
    evidence: 'our word came back',
  }
}

/** `ioq3 1.36+u20221123/Debian linux-x86_64 …`, `Q3 1.32c linux-i386 …`, `Xonotic 0.8.6 …` */
const VERSION = /^(?<name>[A-Za-z][\w+-]{1,30}) v?(?<version>\d{1,3}(?:\.\d{1,4}){1,3}[a-z]?)/
const products: ReadonlyMap<string, string> = new Map([
  ['ioq3', 'ioquake3'],
  ['ioq3+oa', 'OpenArena'],
  ['Q3', 'Quake III Arena'],
])

function withStatus(known: Match, answer: Uint8Array, sent: Uint8Array | undefined): Match {
  const fields = answered('statusResponse', answer, sent)
  const versionText = cleanValue(fields?.get('version'))
  if (versionText === undefined) return known
  const found = VERSION.exec(versionText)?.groups
  const name = found?.['name']
  return {
    ...known,
    ...present({
      product: name === undefined ? undefined : (products.get(name) ?? name),
      version: trimVersion(found?.['version']),
    }),
    details: { ...known.details, versionText },
  }
}

/**
 * Servers of Quake III Arena and its relatives: connectionless packets, by the source that id Software published.
 *
 * Asks: `getinfo`; then `getstatus`.
 * Known by: our word comes back.
 * Version: the field `version` of its status.
 */
export const quake3: ServiceProbe = {
  name: 'quake3',
  ports: [],
  udpPorts: [26_000, 27_960, 27_961, 27_962, 28_960, 29_070, 30_720],
  rarity: 8,
  datagrams: [(context) => question('getinfo', context)],
  matchers: [info],
  datagramDetail: (_known, step, context) =>
    step === 0
      ? {
          send: question('getstatus', context),
          merge: (known, answer, { sent }) => withStatus(known, answer, sent),
        }
      : undefined,
}
