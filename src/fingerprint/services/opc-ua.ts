import { viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

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
}

const ACK_LENGTH = 28
/** The least that a chunk may hold (OPC 10000-6, section 7.1.2.3). */
const LEAST_BUFFER = 8_192
const BUFFER = 65_535

function hello({ address, port, name }: HelloContext): Uint8Array {
  const literal = address.includes(':') ? `[${address.split('%')[0]!}]` : address
  const host = name !== undefined && /^[\w.-]{1,253}$/.test(name) ? name : literal
  const url = Buffer.from(`opc.tcp://${host}:${port}`)
  const head = Buffer.alloc(32)
  head.write('HELF')
  head.writeUInt32LE(head.length + url.length, 4)
  // Version 0, both buffers, and no limits of our own on what is never asked for.
  for (const at of [12, 16]) head.writeUInt32LE(BUFFER, at)
  head.writeUInt32LE(url.length, 28)
  return Buffer.concat([head, url])
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes.length >= Math.min(viewOf(bytes).getUint32(4, true), 4_096)
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

/**
 * OPC UA over TCP: OPC 10000-6, section 7.1.2.
 *
 * Asks: Hello, with the address as end point; no channel is opened.
 * Known by: an Acknowledge or an Error whose lengths fit.
 */
export const opcUa: ServiceProbe = {
  name: 'opc-ua',
  ports: [4840],
  tlsPorts: [4843],
  rarity: 8,
  hello,
  enough: isWhole,
  matchers: [acknowledge, refusal],
}
