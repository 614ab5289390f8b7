import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `adb`. */
export interface AdbDetails {
  /** Whether it wants a key that its owner has allowed; anybody may do anything where it does not. */
  readonly authRequired: boolean
  /** True where it goes on in TLS only (Android 11 and later). */
  readonly tls?: boolean
  /** `'device'`, `'recovery'`, `'sideload'`, … */
  readonly state?: string
  readonly product?: string
  readonly model?: string
  readonly deviceName?: string
}

const HEADER = 24
const [CONNECT, AUTH, START_TLS] = [0x4e584e43, 0x48545541, 0x534c5453]
const VERSION = 0x0100_0001
const MOST_DATA = 4_096
const BANNER = Buffer.from('host::\0')

/** CONNECT: version, most data, length and sum of the data, and the command with all its bits turned. */
function hello(): Uint8Array {
  const header = Buffer.alloc(HEADER)
  const sum = BANNER.reduce((total, byte) => total + byte, 0)
  const fields = [CONNECT, VERSION, MOST_DATA, BANNER.length, sum, (CONNECT ^ 0xffff_ffff) >>> 0]
  fields.forEach((value, index) => header.writeUInt32LE(value, index * 4))
  return Buffer.concat([header, BANNER])
}

interface Message {
  readonly command: number
  readonly data: Uint8Array
}

/** The first message, whose last field has to be its first with all bits turned. */
function firstMessage(bytes: Uint8Array): Message | undefined {
  if (bytes.length < HEADER) return undefined
  const view = viewOf(bytes)
  const command = view.getUint32(0, true)
  const end = HEADER + view.getUint32(12, true)
  if ((command ^ 0xffff_ffff) >>> 0 !== view.getUint32(20, true) || end > bytes.length) return undefined
  return { command, data: bytes.subarray(HEADER, end) }
}

const answerOf: Matcher = (answer, { probe, sent }) => {
  const message = firstMessage(answer)
  if (message === undefined) return undefined
  const text = latin1(message.data, 0, 2_048)
  // What sends back whatever it hears would say "host".
  if (message.command === CONNECT && text.startsWith('host:')) return undefined
  const facts = message.command === CONNECT ? deviceOf(text) : lockOf(message)
  if (facts === undefined) return undefined
  const asked = probe === 'adb' || sent === undefined
  return asked
    ? { name: 'adb', ...facts, confidence: 'verified', evidence: 'message whose command and length fit' }
    : undefined
}

type Found = Omit<Match, 'name' | 'confidence' | 'evidence'>

function lockOf({ command, data }: Message): Found | undefined {
  if (command === AUTH && data.length === 20)
    return { os: 'Android', details: { authRequired: true } satisfies AdbDetails }
  return command === START_TLS && data.length === 0
    ? { os: 'Android', details: { authRequired: true, tls: true } satisfies AdbDetails }
    : undefined
}

/** `device::ro.product.name=a;ro.product.model=b;ro.product.device=c;features=…` */
function deviceOf(text: string): Found | undefined {
  const state = /^(?<state>device|recovery|rescue|sideload|bootloader):[^:\0]{0,64}:/.exec(text)?.groups?.[
    'state'
  ]
  if (state === undefined) return undefined
  const field = (key: string): string | undefined => {
    const found = text.split(/[:;\0]/, 32).find((part) => part.startsWith(`ro.product.${key}=`))
    return cleanValue(found?.slice(`ro.product.${key}=`.length))
  }
  const model = field('model')
  return {
    os: 'Android',
    ...present({ device: model }),
    details: {
      authRequired: false,
      state,
      ...present({ product: field('name'), model, deviceName: field('device') }),
    } satisfies AdbDetails,
  }
}

/**
 * Android Debug Bridge, the file protocol.txt of its source.
 *
 * Asks: CONNECT; never the key that would ask the owner.
 * Known by: a message whose last field is its command with all bits turned.
 */
export const adb: ServiceProbe = {
  name: 'adb',
  ports: [5555],
  rarity: 8,
  hello,
  enough: (bytes) =>
    bytes.length >= HEADER && bytes.length >= HEADER + Math.min(viewOf(bytes).getUint32(12, true), MOST_DATA),
  matchers: [answerOf],
}
