import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScanEvent } from '../../../../src/model/event.ts'
import { ScanError } from '../../../../src/model/errors.ts'
import type { ScanReport } from '../../../../src/model/report.ts'
import {
  jsonWriter,
  ndjsonWriter,
  readEvents,
  readReport,
  reportEvents,
  writeReport,
  type ReportWriter,
} from '../../../../src/report/index.ts'
import { attacks, head, openPort, openService, tail } from '../arbitrary-events.ts'
import { anyReport, inPieces, jsonOf, reportOf } from './reports.ts'

const writers: readonly (readonly [string, () => ReportWriter])[] = [
  ['JSON', jsonWriter],
  ['NDJSON', ndjsonWriter],
]

const host = {
  kind: 'host',
  status: 'finished',
  target: '192.0.2.7',
  address: '192.0.2.7',
  family: 4,
  counts: { open: { 'syn-ack': 1 }, closed: { reset: 2 } },
  unprobed: 0,
} as const

/** Something of each kind, with bytes, an error, and names that an object has already. */
const events: readonly ScanEvent[] = [
  openPort({
    banner: Uint8Array.of(0, 255, 27),
    exchanges: [
      {
        probe: 'http',
        sent: Uint8Array.of(1),
        received: Uint8Array.of(0, 255, 27),
        truncated: true,
        end: 'data',
        rtt: 1.5,
        tls: { version: 'TLSv1.3' },
      },
    ],
    service: openService({
      product: attacks.join(''),
      details: {
        key: Uint8Array.of(7),
        list: [{ deep: Uint8Array.of(8) }],
        ...(JSON.parse('{"__proto__":{"a":1},"constructor":1}') as object),
      },
    }),
  }),
  host,
  {
    kind: 'skipped',
    target: 'gone.example',
    reason: 'unresolved',
    error: new ScanError('ERR_RESOLVE', 'gone', {
      input: 'gone.example',
      position: 0,
      failure: 'not-found',
      cause: Object.assign(new Error('queryA'), { code: 'ENOTFOUND' }),
    }),
  },
  { kind: 'warning', code: 'local-resource', message: 'slower' },
]

describe.each(writers)('%s', (_name, writer) => {
  test('gives back the whole report', async () => {
    const report = reportOf(events)
    const read = await readReport(writeReport(report, writer()))
    expect(read).toEqual(report)
    const [error] = read.skipped.map((skipped) => skipped.error)
    expect(error).toBeInstanceOf(ScanError)
    expect(error).toMatchObject({ code: 'ERR_RESOLVE', failure: 'not-found', cause: { code: 'ENOTFOUND' } })
    const details = read.hosts[0]!.ports[0]!.service!.details
    expect(Object.getPrototypeOf(details)).toBe(Object.prototype)
    expect(Object.keys(details)).toContain('__proto__')
  })

  test('gives back any report, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, fc.integer({ min: 1, max: 400 }), async (report, size) => {
        const text = [...writeReport(report, writer())].join('')
        expect(parsed(await readReport(inPieces(text, size)))).toEqual(parsed(report))
      }),
      { numRuns: 200 },
    )
  })

  test('gives the events one by one', async () => {
    const report = reportOf(events)
    expect(await eventsOf(writeReport(report, writer()))).toEqual([...reportEvents(report)])
  })

  test('is known without its name, also behind blanks and a byte order mark', async () => {
    const text = [...writeReport(reportOf(events), writer())].join('')
    expect(await readReport(`\uFEFF \n${text}`)).toEqual(reportOf(events))
    expect(await readReport(Buffer.from(`\uFEFF${text}`))).toEqual(reportOf(events))
  })
})

test('JSON may be written anew by another tool', async () => {
  const report = reportOf(events)
  const sorted = JSON.stringify(
    JSON.parse(jsonOf(report)),
    (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    2,
  )
  expect(sorted).toMatch(/^\{\n {2}"finished"/)
  expect(await readReport(sorted)).toEqual(report)
})

test('members that nobody knows are left out', async () => {
  const report = { ...(JSON.parse(jsonOf(reportOf(events))) as object), newer: 1 }
  expect(await readReport(JSON.stringify(report))).toEqual(reportOf(events))
})

describe('NDJSON', () => {
  const [start, ...lines] = [...writeReport(reportOf(events), ndjsonWriter())]
    .join('')
    .trim()
    .split('\n') as [string, ...string[]]

  test('of a scan that was killed is read up to its last whole line, and says so', async () => {
    const cut = [start, ...lines].join('\n')
    const warning = expect.objectContaining({ kind: 'warning', code: 'report-incomplete' }) as unknown
    const read = await readReport(cut.slice(0, cut.indexOf('"finished"', cut.length - 400)))
    expect(read.hosts).toEqual(reportOf(events).hosts)
    expect(read.warnings).toEqual([...reportOf(events).warnings, warning])
    expect(read).toMatchObject({ version: head.version, started: head.started, finished: openPort().at })
    expect(read.stats).toMatchObject({ done: 3, hosts: 1, states: host.counts })
    expect(await eventsOf(start)).toEqual([warning])
  })

  test('of a host that did not finish knows the ports of the scan', async () => {
    const line = lines.find((text) => text.includes('"kind":"port"'))!
    const { hosts } = await readReport([start, line].join('\n'))
    expect(hosts).toMatchObject([{ scanned: head.scanned, counts: {}, ports: [{ port: 443 }] }])
  })

  test('without first and last line, as other programs send it on, knows the ports that it lists', async () => {
    const { hosts, ...facts } = await readReport(JSON.stringify(openPort({ port: 53, transport: 'udp' })))
    expect(hosts).toMatchObject([{ scanned: 'U:53', counts: { open: { 'syn-ack': 1 } }, unprobed: 0 }])
    expect(facts).toMatchObject({
      version: '',
      started: openPort().at,
      finished: openPort().at,
      warnings: [],
    })
  })

  test('of several runs is one report', async () => {
    const other = reportOf([{ ...host, address: '192.0.2.9', target: '192.0.2.9' }])
    const later = {
      ...other,
      hosts: other.hosts.map((one) => ({ ...one, scanned: '53' })),
      finished: '2027-01-01T00:00:00Z',
    }
    const text = [
      ...writeReport(reportOf(events), ndjsonWriter()),
      ...writeReport(later, ndjsonWriter()),
    ].join('')
    const read = await readReport(text)
    expect(read.hosts.map(({ address, scanned }) => [address, scanned])).toEqual([
      ['192.0.2.7', head.scanned],
      ['192.0.2.9', '53'],
    ])
    expect(read).toMatchObject({
      started: head.started,
      finished: later.finished,
      stats: { hosts: 2, done: 6 },
    })
  })

  test.each([
    ['{"kind":"port","target":1}', 'line 2 of the report: target: expected a text, but got 1'],
    ['{"kind":"nothing"}', "line 2 of the report: expected one of 'port'"],
    ['{"kind":"host"', 'line 2 of the report: the JSON ends before it is whole'],
    ['{"kind":"host"]', 'line 2 of the report: expected JSON, but got ]'],
    ['\x1b]0;evil\x07', 'line 2 of the report: expected JSON, but got \\x1b]0;evil\\x07'],
    ['[]', 'line 2 of the report: expected an object, but got a list of 0'],
    [JSON.stringify({ ...openPort(), state: 'ajar' }), "state: expected one of 'open', 'closed'"],
    [
      JSON.stringify({ ...openPort(), address: 'x' }),
      'address: expected an IPv4 or IPv6 address, but got "x"',
    ],
    [JSON.stringify({ ...openPort(), port: 1e9 }), 'port: expected 0 to 65535, but got 1000000000'],
    [JSON.stringify({ ...openPort(), at: 'now' }), 'at: expected a time as ISO 8601 has it'],
    [JSON.stringify({ ...openPort(), banner: 'x' }), 'banner: expected an object, but got "x"'],
    [JSON.stringify({ ...openPort(), banner: { base64: '?' } }), 'banner: expected bytes in base64'],
    [
      JSON.stringify({ ...openPort(), service: { ...openService(), cpe: [1] } }),
      'service.cpe[0]: expected a text',
    ],
    [JSON.stringify({ ...host, counts: { ajar: {} } }), "counts.ajar: expected one of 'open'"],
    [
      JSON.stringify({ ...host, counts: { open: { reset: -1 } } }),
      'counts.open.reset: expected a whole number from 0',
    ],
  ])('%s is ERR_REPORT with its place', async (line, message) => {
    const error = await failureOf(`${start}\n${line}\n${start}\n`)
    expect(error).toMatchObject({ code: 'ERR_REPORT' })
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/^[\x20-\x7e…]*$/)
    expect(error.position).toBeGreaterThanOrEqual(start.length)
  })

  test('of details without a bottom is refused', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const line = JSON.stringify({ ...openPort(), service: openService() }).replace(
      '"details":{}',
      `"details":${deep}`,
    )
    expect((await failureOf(line)).message).toContain('expected no more than 32 levels')
  })
})

describe('what is no report', () => {
  test.each(['', ' \n', 'Starting Nmap 7.93', '\x1b[2J', '# Nmap done', '{"a":1}', '[1]', '{', '"text"'])(
    '%j is ERR_REPORT',
    async (text) => {
      const error = await failureOf(text)
      expect(error.code).toBe('ERR_REPORT')
      expect(error.message).toMatch(/^line 1 of the report: .*expected|^line 1 of the report: the JSON ends/)
    },
  )

  test.each([[null], [1], [{}], [[1]], [[['a']]]])('%j is ERR_OPTION', async (source) => {
    expect(await failureOf(source as never)).toMatchObject({ code: 'ERR_OPTION' })
  })

  test('a format that is none is ERR_OPTION', async () => {
    await expect(readReport('', { format: 'constructor' as never })).rejects.toMatchObject({
      code: 'ERR_OPTION',
    })
  })
})

test('a source that fails, and a signal, end the reading', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield '{"kind":'
    await Promise.reject(new Error('gone'))
  }
  await expect(readReport(broken())).rejects.toThrow('gone')
  const abort = new AbortController()
  let closed = false
  function* endless(): Generator<string> {
    try {
      for (;;) yield `${JSON.stringify(openPort())}\n`
    } finally {
      closed = true
    }
  }
  const read = readEvents(endless(), { signal: abort.signal })
  expect((await read.next()).value).toEqual(openPort())
  abort.abort(new Error('enough'))
  await expect(read.next()).rejects.toThrow('enough')
  expect(closed).toBe(true)
})

test('a reader that leaves closes its source', async () => {
  let closed = false
  function* source(): Generator<string> {
    try {
      for (;;) yield `${JSON.stringify(openPort())}\n`
    } finally {
      closed = true
    }
  }
  for await (const _event of readEvents(source())) break
  expect(closed).toBe(true)
})

test('a line that never ends, and a report that never ends, are refused', async () => {
  function* endless(piece: string): Generator<string> {
    for (;;) yield piece
  }
  const long = 'x'.repeat(1 << 20)
  await expect(readReport(endless(long), { format: 'ndjson' })).rejects.toThrow(
    'got more than 16777216 characters',
  )
  await expect(readReport(endless(`{"a":"${long}`), { format: 'masscan' })).rejects.toThrow(
    'more than 16777216',
  )
  await expect(readReport(endless(long), { format: 'json' })).rejects.toThrow('readEvents()')
  await expect(readReport(endless(`<nmaprun>${long}`), { format: 'xml' })).rejects.toThrow(
    /more than|well-formed/,
  )
})

test('the end of a scan is told by its statistics', async () => {
  const { stats, finished } = await readReport(writeReport(reportOf([]), ndjsonWriter()))
  expect({ stats, finished }).toEqual(tail)
})

/** Numbers that JSON has not, and the like, aside. */
function parsed(report: ScanReport): unknown {
  return JSON.parse(jsonOf(report))
}

async function eventsOf(source: Parameters<typeof readEvents>[0]): Promise<ScanEvent[]> {
  const found: ScanEvent[] = []
  for await (const event of readEvents(source)) found.push(event)
  return found
}

async function failureOf(source: Parameters<typeof readReport>[0]): Promise<ScanError> {
  return readReport(source).then(
    () => expect.unreachable('it was read'),
    (error: unknown) => error as ScanError,
  )
}
