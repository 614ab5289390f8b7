import fc from 'fast-check'
import { ScanError } from '../../../src/model/errors.ts'
import type { HostEvent, ScanEvent, Skipped, Warning } from '../../../src/model/event.ts'
import type { Exchange, PortResult } from '../../../src/model/result.ts'
import type { Certificate, Service, TlsSession } from '../../../src/model/service.ts'
import type { ScanStats } from '../../../src/model/stats.ts'
import type { ReportHead, ReportTail } from '../../../src/report/index.ts'

/** What hostile peers send to terminals, logs, spreadsheets and parsers. */
export const attacks: readonly string[] = [
  '\x1b[2J\x1b[1;1H',
  '\x1b]0;title\x07',
  '\x1b]52;c;ZXZpbA==\x07',
  '\x1bP+q544e\x1b\\',
  '\x9b31m',
  '\x07\x08\x7f',
  '\r\nFORGED 192.0.2.1 22/tcp open',
  '\r::set-output name=x::y',
  '\u202eevil\u202c',
  '\u2066a\u2069',
  '\u200b\u200d\ufeff',
  '\u2028\u2029\u0085',
  '\ud800',
  '\udfff\ud800',
  '\0',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  ' =1',
  '"',
  '""',
  'a,b',
  '"a",\r\n"b"',
  '<script>alert(1)</script>',
  ']]>',
  '\u{e0041}\u{e007f}',
  '\u3164\u115f',
  '\u{1d173}',
  '\\',
  '__proto__',
]

export const hostileText = fc.oneof(
  fc.constantFrom(...attacks),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((codes) => String.fromCharCode(...codes)),
  fc
    .tuple(fc.constantFrom(...attacks), fc.string(), fc.constantFrom(...attacks))
    .map((parts) => parts.join('')),
)

const hostileBytes = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  hostileText.map((text) => new TextEncoder().encode(text)),
  // A Buffer has a toJSON of its own.
  fc.uint8Array({ maxLength: 8 }).map((bytes): Uint8Array => Buffer.from(bytes)),
)

const certificate: fc.Arbitrary<Certificate> = fc.record({
  subject: hostileText,
  issuer: hostileText,
  names: fc.array(hostileText, { maxLength: 3 }),
  notBefore: hostileText,
  notAfter: hostileText,
  fingerprint256: fc.stringMatching(/^[0-9a-f]{64}$/),
  selfSigned: fc.boolean(),
})

const tls = fc.record(
  {
    version: hostileText,
    cipher: hostileText,
    alpn: hostileText,
    certificate,
    starttls: hostileText,
    error: hostileText,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TlsSession>

const service = fc.record(
  {
    name: hostileText,
    product: hostileText,
    vendor: hostileText,
    version: hostileText,
    info: hostileText,
    hostname: hostileText,
    os: hostileText,
    device: hostileText,
    cpe: fc.array(hostileText, { maxLength: 2 }),
    tls,
    details: fc.dictionary(
      hostileText,
      fc.oneof(hostileText, hostileBytes, fc.bigInt(), fc.double(), fc.constant(null)),
    ),
    confidence: fc.constantFrom('verified', 'structured', 'pattern', 'port-table'),
    probe: hostileText,
    evidence: hostileText,
  },
  { requiredKeys: ['name', 'details', 'confidence', 'probe', 'evidence'] },
) as fc.Arbitrary<Service>

const exchange: fc.Arbitrary<Exchange> = fc.record({
  probe: hostileText,
  sent: hostileBytes,
  received: hostileBytes,
  truncated: fc.boolean(),
  end: fc.constantFrom('data', 'close', 'reset', 'silence'),
  rtt: fc.double({ min: 0, max: 1e6, noNaN: true }),
})

const address = fc.oneof(fc.ipV4(), fc.ipV6())

export const portResult = fc.record(
  {
    kind: fc.constant('port'),
    target: hostileText,
    name: hostileText,
    address,
    family: fc.constantFrom(4, 6),
    port: fc.integer({ min: 1, max: 65535 }),
    transport: fc.constantFrom('tcp', 'udp'),
    portName: hostileText,
    state: fc.constantFrom('open', 'closed', 'filtered', 'open|filtered', 'unknown'),
    reason: fc.constantFrom('syn-ack', 'udp-response', 'conn-refused', 'port-unreach', 'no-response'),
    errorCode: hostileText,
    rtt: fc.double({ min: 0, max: 1e6, noNaN: true }),
    attempts: fc.nat(20),
    at: fc.constant('2026-11-21T07:00:00.000Z'),
    tag: hostileText,
    exchanges: fc.array(exchange, { maxLength: 2 }),
    banner: hostileBytes,
    service,
  },
  {
    requiredKeys: [
      'kind',
      'target',
      'address',
      'family',
      'port',
      'transport',
      'state',
      'reason',
      'rtt',
      'attempts',
      'at',
    ],
  },
) as fc.Arbitrary<PortResult>

const hostEvent = fc.record(
  {
    kind: fc.constant('host'),
    status: fc.constantFrom('up', 'finished'),
    target: hostileText,
    name: hostileText,
    address,
    family: fc.constantFrom(4, 6),
    tag: hostileText,
    counts: fc.constant({ closed: { 'conn-refused': 997 } }),
    unprobed: fc.nat(5),
    names: fc.array(hostileText, { maxLength: 2 }),
  },
  { requiredKeys: ['kind', 'status', 'target', 'address', 'family'] },
) as fc.Arbitrary<HostEvent>

const skipped = fc.record(
  {
    kind: fc.constant('skipped'),
    target: hostileText,
    reason: fc.constantFrom('excluded', 'policy', 'unresolved'),
    name: hostileText,
    address: hostileText,
    port: fc.nat(65535),
    error: hostileText.map((text) => new ScanError('ERR_RESOLVE', text, { input: text })),
  },
  { requiredKeys: ['kind', 'target', 'reason'] },
) as fc.Arbitrary<Skipped>

const warning: fc.Arbitrary<Warning> = fc.record({
  kind: fc.constant('warning' as const),
  code: fc.constantFrom('special-address', 'local-resource'),
  message: hostileText,
  target: hostileText,
})

export const scanEvent: fc.Arbitrary<ScanEvent> = fc.oneof(portResult, hostEvent, skipped, warning)

export const stats: ScanStats = {
  engine: 'node',
  sent: 2010,
  answered: 2000,
  retried: 10,
  states: { open: { 'syn-ack': 3 }, closed: { 'conn-refused': 1997 } },
  done: 2000,
  unprobed: 0,
  skipped: 1,
  hosts: 2,
  inFlight: 0,
  rate: 1675,
  total: 2000,
  fraction: 1,
  eta: 0,
  elapsed: 1200,
  rtt: { p50: 0.21, p90: 0.4 },
}

export const head: ReportHead = {
  version: '0.1.0',
  started: '2026-11-21T07:00:00.000Z',
  options: { ports: ['top-1000'] },
  scanned: '22,80,443',
}

export const tail: ReportTail = { finished: '2026-11-21T07:00:01.200Z', stats }

/** A plain open port, for tests that look at one thing. */
export function openPort(facts: Partial<PortResult> = {}): PortResult {
  return {
    kind: 'port',
    target: '192.0.2.7',
    address: '192.0.2.7',
    family: 4,
    port: 443,
    transport: 'tcp',
    portName: 'https',
    state: 'open',
    reason: 'syn-ack',
    rtt: 0.4,
    attempts: 1,
    at: '2026-11-21T07:00:00.500Z',
    ...facts,
  }
}

export function openService(facts: Partial<Service> = {}): Service {
  return {
    name: 'http',
    details: {},
    confidence: 'structured',
    probe: 'http',
    evidence: 'a status line',
    ...facts,
  }
}
