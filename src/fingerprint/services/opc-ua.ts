import { viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe, StepContext } from '../service-probe.ts'
import {
  channelIn,
  closeChannel,
  endpointsIn,
  getEndpoints,
  openChannel,
  openedChannel,
  type OpcUaChannel,
} from './opc-ua-channel.ts'
import { readEndpoints, type OpcUaEndpoint, type OpcUaServer } from './opc-ua-endpoints.ts'

/** `details` of a service named `opc-ua`. */
export interface OpcUaDetails {
  readonly protocolVersion?: number
  /** Bytes of a chunk that it takes, and that it sends. */
  readonly receiveBuffer?: number
  readonly sendBuffer?: number
  /** Most bytes and most chunks of a message; absent: it sets no limit. */
  readonly maxMessageSize?: number
  readonly maxChunkCount?: number
  /** The status code of its refusal, in hex, and its words. */
  readonly error?: string
  readonly reason?: string
  /** The application as it describes itself. */
  readonly applicationUri?: string
  readonly productUri?: string
  readonly applicationName?: string
  /** The ways to reach it: those of its list that fit in 16 KiB, certificates included. */
  readonly endpoints?: readonly OpcUaEndpoint[]
  /** Whether no end point lets anybody in without a login. */
  readonly authRequired?: boolean
}

const ACK_LENGTH = 28
/** The least that a chunk may hold (OPC 10000-6, section 7.1.2.3). */
const LEAST_BUFFER = 8_192
const BUFFER = 65_535
/** Of one answer. */
const MOST_READ = 16_384

function urlOf({ address, port, name }: HelloContext): string {
  const literal = address.includes(':') ? `[${address.split('%')[0]!}]` : address
  const host = name !== undefined && /^[\w.-]{1,253}$/.test(name) ? name : literal
  return `opc.tcp://${host}:${port}`
}

function hello(context: HelloContext): Uint8Array {
  const url = Buffer.from(urlOf(context))
  const head = Buffer.alloc(32)
  head.write('HELF')
  head.writeUInt32LE(head.length + url.length, 4)
  // Version 0, both buffers, and no limits of our own on what is never asked for.
  for (const at of [12, 16]) head.writeUInt32LE(BUFFER, at)
  head.writeUInt32LE(url.length, 28)
  return Buffer.concat([head, url])
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes.length >= Math.min(viewOf(bytes).getUint32(4, true), MOST_READ)
}

const acknowledge: Matcher = (answer) => {
  if (!startsWith(answer, 'ACKF') || answer.length !== ACK_LENGTH) return undefined
  const view = viewOf(answer)
  const numbers = [4, 8, 12, 16, 20, 24].map((at) => view.getUint32(at, true))
  const [
    length = 0,
    protocolVersion = 0,
    receiveBuffer = 0,
    sendBuffer = 0,
    maxMessageSize = 0,
    maxChunkCount = 0,
  ] = numbers
  const fits = length === ACK_LENGTH && receiveBuffer >= LEAST_BUFFER && sendBuffer >= LEAST_BUFFER
  if (!fits) return undefined
  return {
    name: 'opc-ua',
    details: {
      protocolVersion,
      receiveBuffer,
      sendBuffer,
      ...(maxMessageSize > 0 && { maxMessageSize }),
      ...(maxChunkCount > 0 && { maxChunkCount }),
    } satisfies OpcUaDetails,
    confidence: 'verified',
    evidence: 'acknowledge message whose length fits',
  }
}

const refusal: Matcher = (answer) => {
  if (!startsWith(answer, 'ERRF') || answer.length < 16) return undefined
  const view = viewOf(answer)
  const [length, code, size] = [view.getUint32(4, true), view.getUint32(8, true), view.getInt32(12, true)]
  // A bad status code, and a reason that ends with the message; none at all is written as -1.
  const fits = length === answer.length && code >>> 30 === 2 && length === 16 + Math.max(size, 0)
  if (!fits || size < -1 || size > 4_096) return undefined
  const reason = cleanValue(Buffer.from(answer.subarray(16)).toString('utf8'))
  return {
    name: 'opc-ua',
    details: present({ error: `0x${code.toString(16)}`, reason }) satisfies OpcUaDetails,
    confidence: 'verified',
    evidence: 'error message whose lengths fit',
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((letter, at) => bytes[at] === letter.charCodeAt(0))
}

/** Opens a channel without security, asks for the end points in it, closes it. Nobody logs in. */
function further({ details }: Match, step: number, context: StepContext): DetailStep | undefined {
  const { answer = new Uint8Array(0) } = context
  if (step === 0) {
    const refused = (details as OpcUaDetails | undefined)?.error !== undefined
    return refused ? undefined : { send: openChannel(), enough: isWhole, merge: (match) => match }
  }
  if (step === 1) {
    const channel = openedChannel(answer)
    return channel && askForEndpoints(channel, urlOf(context))
  }
  const channel = step === 2 ? channelIn(answer) : undefined
  return channel && { send: closeChannel(channel), merge: (match) => match }
}

function askForEndpoints(channel: OpcUaChannel, url: string): DetailStep {
  return {
    send: getEndpoints(channel, url),
    enough: isWhole,
    merge: (match, answer) => {
      const body = endpointsIn(answer, channel)
      if (body === undefined) return match
      const server = readEndpoints(body)
      const anybody = server.endpoints.some(({ logins }) => logins.includes('anonymous'))
      // What is cut off may let anybody in.
      const authRequired = anybody ? false : body.intact ? true : undefined
      return {
        ...match,
        ...softwareOf(server),
        details: { ...match.details, ...server, ...present({ authRequired }) } satisfies OpcUaDetails,
      }
    },
  }
}

/** What applications are built with, by the names that these give to their products. */
const PRODUCTS: readonly { readonly on: RegExp; readonly product: string; readonly vendor: string }[] = [
  { on: /^urn:freeopcua\.github\.io:python:server$/, product: 'FreeOpcUa asyncua', vendor: 'FreeOpcUa' },
  { on: /^NodeOPCUA-Server\b/, product: 'NodeOPCUA', vendor: 'Sterfive' },
  { on: /^http:\/\/open62541\.org\b/, product: 'open62541', vendor: 'open62541' },
  { on: /^urn:eclipse:milo:/, product: 'Eclipse Milo', vendor: 'Eclipse' },
]

function softwareOf({ productUri = '', applicationName }: OpcUaServer): Partial<Match> {
  const found = PRODUCTS.find(({ on }) => on.test(productUri))
  return {
    ...(found && { product: found.product, vendor: found.vendor }),
    ...present({ info: applicationName }),
  }
}

/**
 * OPC UA over TCP: OPC 10000-6, section 7.1.2; GetEndpoints of OPC 10000-4, section 5.5.4.
 *
 * Asks: Hello, with the address as end point; then, in a channel without security, for the end points. No session is begun.
 * Known by: an Acknowledge or an Error whose lengths fit.
 * Version: none; product from the URI of the product.
 */
export const opcUa: ServiceProbe = {
  name: 'opc-ua',
  ports: [4840],
  tlsPorts: [4843],
  rarity: 8,
  hello,
  enough: isWhole,
  matchers: [acknowledge, refusal],
  detail: further,
}
