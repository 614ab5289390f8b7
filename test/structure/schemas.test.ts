import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schemas } from '../../scripts/make-schemas.mjs'
import { collect, recognize, scan, type ScanEvent } from '../../src/index.ts'
import { gatherReport, jsonPieces, ndjsonWriter } from '../../src/report/index.ts'
import { closedPort, greets, scriptedServer, staticResolver } from '../../src/testing/index.ts'
import { bytes, recordings } from '../fixtures/services/index.ts'
import { tlsServer } from '../support/tls-server.ts'
import { head, openPort, openService, scanEvent, tail } from '../unit/report/arbitrary-events.ts'
import { root } from './source-files.ts'

const [recordPath = '', reportPath = ''] = Object.keys(schemas)

test.each(Object.entries(schemas))('%s is what the types say', (path, schema) => {
  expect(readSchema(path), 'npm run docs:schemas writes it anew').toEqual(schema)
})

describe('a record', () => {
  const valid = validator(recordPath)

  test('of a real scan fits', async () => {
    const events = await realEvents()
    const kinds = new Set(events.map((event) => ('status' in event ? event.status : event.kind)))
    expect([...kinds].sort()).toEqual(['finished', 'port', 'skipped', 'up', 'warning'])
    expect(events.flatMap(complaints)).toEqual([])
  })

  test('of every service fits, with its details', () => {
    const services = recognized()
    expect(services.length).toBeGreaterThan(200)
    expect(services.flatMap(complaints)).toEqual([])
  })

  test('of any event fits', () => {
    fc.assert(
      fc.property(scanEvent, (event) => void expect(complaints(event)).toEqual([])),
      { numRuns: 500 },
    )
  })

  test.each<[string, Record<string, unknown>]>([
    ['of no kind', { kind: 'ports' }],
    ['with a member that nobody knows', { ports: [] }],
    ['of a port that cannot be', { port: 70_000 }],
    ['of a state that cannot be', { state: 'ajar' }],
    ['of a reason that cannot be', { reason: 'echo' }],
    ['without an address', { address: undefined }],
    ['of a time that is none', { at: 'yesterday' }],
    ['with bytes as plain text', { banner: 'SSH-2.0-x' }],
    ['with a service without confidence', { service: { ...openService(), confidence: undefined } }],
    ['with a word for a number', { rtt: '1' }],
    ['with another mark', { marks: ['odd'] }],
  ])('%s does not fit', (_title, wrong) => {
    expect(valid(JSON.parse(JSON.stringify({ ...openPort(), ...wrong })))).toBe(false)
  })

  test('of a host with wrong counts does not fit', () => {
    const { address, family, target } = openPort()
    const host = { kind: 'host', status: 'finished', target, address, family }
    expect(valid({ ...host, counts: { open: { 'syn-ack': 1 } } })).toBe(true)
    for (const counts of [{ open: { 'syn-ack': -1 } }, { ajar: {} }, { open: { odd: 1 } }, { open: 1 }]) {
      expect(valid({ ...host, counts }), JSON.stringify(counts)).toBe(false)
    }
  })

  test('of the scan itself fits', () => {
    const writer = ndjsonWriter()
    expect(complaintsOf(valid, writer.begin(head))).toEqual([])
    expect(
      [...writer.end({ ...tail, interrupted: true })].flatMap((line) => complaintsOf(valid, line)),
    ).toEqual([])
  })

  function complaints(event: ScanEvent): string[] {
    return complaintsOf(valid, ndjsonWriter().event(event))
  }
})

describe('a report', () => {
  const valid = validator(reportPath)

  test('of a real scan fits', async () => {
    expect(complaints([...(await realEvents()), ...recognized()])).toEqual([])
  })

  test('of any events fits', () => {
    const events = fc.array(scanEvent, { maxLength: 6 })
    fc.assert(
      fc.property(events, (some) => void expect(complaints(some)).toEqual([])),
      { numRuns: 200 },
    )
  })

  test('without its end, or with a member that nobody knows, does not fit', () => {
    const report = JSON.parse(reportText([openPort()])) as Record<string, unknown>
    expect(valid(report)).toBe(true)
    for (const name of Object.keys(report)) expect(valid({ ...report, [name]: undefined }), name).toBe(false)
    expect(valid({ ...report, extra: 1 })).toBe(false)
  })

  function complaints(events: readonly ScanEvent[]): string[] {
    return complaintsOf(valid, reportText(events))
  }
})

function readSchema(path: string): object {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as object
}

function validator(path: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true })
  formats.default(ajv)
  return ajv.compile(readSchema(path))
}

function complaintsOf(valid: ValidateFunction, text: string): string[] {
  if (valid(JSON.parse(text))) return []
  return (valid.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message} in ${text.slice(0, 400)}`,
  )
}

function reportText(events: readonly ScanEvent[]): string {
  const gatherer = gatherReport(head)
  for (const event of events) gatherer.add(event)
  return [...jsonPieces(gatherer.finish(tail))].join('')
}

/** A port for each answer that was recorded. */
function recognized(): ScanEvent[] {
  return Object.entries(recordings).flatMap(([probe, texts]) =>
    Object.values(texts).flatMap((text, index) => {
      const answer = bytes(text)
      const service = recognize(answer, { transport: 'tcp', probe })
      const exchange = {
        probe,
        sent: answer,
        received: answer,
        truncated: false,
        end: 'data',
        rtt: 1,
      } as const
      return service === undefined
        ? []
        : [openPort({ port: index + 1, banner: answer, exchanges: [exchange], service })]
    }),
  )
}

/** Everything that a scan of a few servers on loopback tells, with names that lead there and nowhere. */
async function realEvents(): Promise<ScanEvent[]> {
  await using ssh = await scriptedServer(greets('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'))
  await using web = await tlsServer((socket) => socket.end('HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\n\r\n'))
  const ports = [ssh.port, web.port, await closedPort()]
  const resolver = staticResolver({ names: { 'web.example': ['127.0.0.1'], 'late.example': 'timeout' } })
  const targets = [{ host: 'web.example', tag: 'web' }, 'gone.example', 'late.example', '127.0.0.2']
  const options = { ports, resolver, services: true, states: 'all', exclude: '127.0.0.2' } as const
  return await collect(scan(targets, options).events())
}
