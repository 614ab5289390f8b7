import type { Family } from '../../model/host.ts'
import type { Exchange, PortMark, PortResult } from '../../model/result.ts'
import type { Certificate, Confidence, Service, TlsSession } from '../../model/service.ts'
import type { Transport } from '../../model/endpoint.ts'
import { familyOf } from '../../net/address.ts'
import { areScannedPorts } from '../scanned-ports.ts'
import { anything, bytes } from './json-values.ts'
import { portState, reason } from './model-words.ts'
import {
  integer,
  list,
  mismatch,
  number,
  optional,
  record,
  text,
  wordOf,
  yesOrNo,
  type Shape,
} from './shape.ts'

export const family: Shape<Family> = (value) =>
  value === 4 || value === 6 ? value : mismatch('4 or 6', value)

export const count = integer(0, Number.MAX_SAFE_INTEGER)
export const port = integer(0, 65_535)

export const address: Shape<string> = (value) =>
  typeof value === 'string' && familyOf(value) !== undefined
    ? value
    : mismatch('an IPv4 or IPv6 address', value)

/** The ports of a host that were scanned. */
export const scanned: Shape<string> = (value) =>
  typeof value === 'string' && areScannedPorts(value)
    ? value
    : mismatch("a set of ports, such as '22,80,8000-8010' or 'U:53'", value)

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

export const time: Shape<string> = (value) =>
  typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : mismatch('a time as ISO 8601 has it', value)

const certificate = record<Certificate>({
  subject: text,
  issuer: text,
  names: list(text),
  notBefore: text,
  notAfter: text,
  fingerprint256: text,
  selfSigned: yesOrNo,
})

const tls = record<TlsSession>({
  version: optional(text),
  cipher: optional(text),
  alpn: optional(text),
  certificate: optional(certificate),
  starttls: optional(text),
  error: optional(text),
})

const service = record<Service>({
  name: text,
  product: optional(text),
  vendor: optional(text),
  version: optional(text),
  info: optional(text),
  hostname: optional(text),
  os: optional(text),
  device: optional(text),
  cpe: optional(list(text)),
  tls: optional(tls),
  details: anything,
  confidence: wordOf<Confidence>({ verified: true, structured: true, pattern: true, 'port-table': true }),
  probe: text,
  evidence: text,
})

const exchange = record<Exchange>({
  probe: text,
  sent: bytes,
  received: bytes,
  truncated: yesOrNo,
  end: wordOf<Exchange['end']>({ data: true, close: true, reset: true, silence: true }),
  rtt: number,
  tls: optional(tls),
})

export const portResult = record<PortResult>({
  kind: wordOf({ port: true }),
  target: text,
  name: optional(text),
  address,
  family,
  port,
  transport: wordOf<Transport>({ tcp: true, udp: true }),
  portName: optional(text),
  state: portState,
  reason,
  errorCode: optional(text),
  rtt: number,
  attempts: count,
  at: time,
  tag: optional(text),
  exchanges: optional(list(exchange)),
  banner: optional(bytes),
  service: optional(service),
  marks: optional(list(wordOf<PortMark>({ 'all-open': true, suspect: true }))),
})
