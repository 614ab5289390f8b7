import { describe, expect, test } from 'vitest'
import { CaseNotes } from '../../../src/fingerprint/case-notes.ts'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import type { Line } from '../../../src/fingerprint/line.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import { Waves, type WavesOptions } from '../../../src/fingerprint/waves.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../support/memory-network.ts'
import { answers, closes, greets, silent, type PeerScript } from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 4321, transport: 'tcp' as const }
const OK = 'HTTP/1.1 204 No Content\r\n\r\n'
const isGet = (heard: Uint8Array): boolean => heard[0] === 0x47

/** As many as a wave's order can be followed with. */
const ASKED = [
  'tls',
  'http',
  'ssh',
  'ftp',
  'smtp',
  'pop3',
  'imap',
  'mysql',
  'postgresql',
  'redis',
  'memcached',
  'dns',
]
const few = commonServices.filter(({ name }) => ASKED.includes(name))

interface Asked {
  readonly notes: CaseNotes
  readonly network: MemoryNetwork
  readonly clock: ManualClock
  readonly line: Line | undefined
}

async function asked(found: Found, more: Partial<WavesOptions> = {}, port = 4321): Promise<Asked> {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, clock, latency: 10 })
  const record = new EndpointRecord(
    { ...endpoint, port },
    { clock, random: () => 0.5, time: 15_000, rtt: 10 },
  )
  const notes = new CaseNotes(true)
  const options = {
    connector: network.connector,
    probes: few,
    intensity: 7,
    tls: true,
    time: 5_000,
    connections: 48,
    atOnce: 4,
    failed: () => {},
    ...more,
  }
  const line = await clock.runUntilIdle(new Waves(record, notes, options).run())
  expect(clock.waiting).toBe(0)
  expect(network.dialling).toBe(0)
  expect(network.open).toBe(line === undefined ? 0 : 1)
  line?.end()
  return { notes, network, clock, line }
}

const names = ({ notes }: Asked): string[] => notes.asked.map(({ name }) => name)

describe('the waves', () => {
  test('end with the first name, and keep the line where its own words were said', async () => {
    const result = await asked(answers((heard) => (isGet(heard) ? OK : undefined)))
    expect(result.notes.finding?.match.name).toBe('http')
    expect(result.line).toBeDefined()
    expect(names(result)).toEqual(['http', 'tls'])
  })

  test('let a server that is known to greet first take its time before anything is said', async () => {
    const said: number[] = []
    const late: PeerScript = (peer) => {
      peer.listen((heard) => said.push(heard.length))
      peer.after(1_500, () => peer.send('220 mail.example ESMTP Postfix\r\n'))
    }
    const result = await asked(late, {}, 25)
    expect(result.notes.finding).toMatchObject({ match: { name: 'smtp' }, context: { probe: 'listen' } })
    expect([names(result), said]).toEqual([['listen'], []])
  })

  test('do not keep the line where another question gave the name away', async () => {
    const result = await asked(greets('SSH-2.0-x\r\n'))
    expect(result.notes.finding?.match.name).toBe('ssh')
    expect(result.line).toBeUndefined()
  })

  test('wait one silence each, ask once more one at a time, and end within nine tenths of the time', async () => {
    const result = await asked(silent)
    // One goes on listening, as long as it can.
    expect(names(result).slice(0, 7)).toEqual([
      'http',
      'tls',
      'dns',
      'redis',
      'memcached',
      'listen',
      'postgresql',
    ])
    expect(result.notes.asked.slice(7).every(({ again }) => again === true)).toBe(true)
    expect(names(result).slice(7, 9)).toEqual(['tls', 'dns'])
    expect(result.notes.asked.every(({ reaction }) => reaction === 'silence')).toBe(true)
    expect(result.clock.now()).toBeLessThan(4_500)
    expect(result.network.most).toBeLessThanOrEqual(4)
  })

  test('ask all of them, once, of a peer that says nothing to any: all whose servers do not always hang up', async () => {
    const result = await asked(silent, { probes: commonServices })
    const once = result.notes.asked.filter(({ again }) => again !== true).map(({ name }) => name)
    const speaking = commonServices.filter(
      ({ name, hello, serverFirst, rarity, ports, tlsPorts = [] }) =>
        name === 'tls' ||
        (hello && !serverFirst && rarity <= 7 && (ports.length > 0 || tlsPorts.length === 0)),
    )
    const hangUp = speaking.filter(({ reacts = {} }) =>
      [reacts.http, reacts.tls].every((reaction) => reaction === 'close' || reaction === 'reset'),
    )
    const all = ['listen', ...speaking.map(({ name }) => name)]
    const mayHangUp = new Set(hangUp.map(({ name }) => name))
    expect(all).toEqual(expect.arrayContaining(once))
    expect(all.filter((name) => !mayHangUp.has(name) && !once.includes(name))).toEqual([])
    // Most of the others too, as far as there is time.
    expect(once.length).toBeGreaterThan(all.length - 6)
    expect(new Set(once).size).toBe(once.length)
    expect(result.clock.now()).toBeLessThan(4_500)
    expect(result.network.dials).toBeLessThanOrEqual(48)
  })

  test('hear the slow answer of a question that was asked first', async () => {
    const slow: PeerScript = (peer) =>
      peer.listen((heard) => isGet(heard) && peer.after(3_000, () => peer.send(OK)))
    const result = await asked(slow)
    expect(result.notes.finding?.match.name).toBe('http')
    expect(result.clock.now()).toBeLessThan(3_100)
  })

  test('wait for the own answer of what a foreign question gave away', async () => {
    const result = await asked((peer) =>
      peer.listen((heard) =>
        isGet(heard) ? peer.after(300, () => peer.send(OK)) : peer.send('HTTP/1.1 400 Bad Request\r\n\r\n'),
      ),
    )
    expect(result.notes.finding).toMatchObject({
      match: { details: { status: 204 } },
      context: { probe: 'http' },
    })
    expect(result.network.dials).toBe(2)
  })

  test('end early where the peer closes on everything', async () => {
    const result = await asked(closes)
    expect(names(result).slice(0, 3)).toEqual(['http', 'tls', 'listen'])
    expect(result.network.dials).toBeLessThanOrEqual(6)
    expect(result.clock.now()).toBeLessThan(200)
  })

  test('end early where connections have to wait for their turn, too', async () => {
    const polite = await asked(closes, { atOnce: 2, polite: true, connections: 12, probes: commonServices })
    expect(names(polite).slice(0, 3)).toEqual(['http', 'tls', 'listen'])
    expect(polite.network.dials).toBeLessThanOrEqual(4)
  })

  test('go on where the peer hangs up only after it has waited for a word', async () => {
    const impatient: PeerScript = (peer) => {
      peer.listen((heard) => {
        if (Buffer.from(heard).toString('latin1').startsWith('JDWP')) peer.send('JDWP-Handshake')
        peer.close()
      })
      peer.after(2_000, () => peer.close())
    }
    const result = await asked(impatient, { probes: commonServices })
    expect(result.notes.finding?.match.name).toBe('jdwp')
  })

  test('go on where the peer closes on every question but waits for one', async () => {
    const closing: PeerScript = (peer) =>
      peer.listen((heard) => {
        if (Buffer.from(heard).toString('latin1').startsWith('PING')) peer.send('+PONG\r\n')
        else peer.close()
      })
    const result = await asked(closing)
    expect(result.notes.finding?.match.name).toBe('redis')
  })

  test('do not take what a peer says to anybody for the answer to a question', async () => {
    const probes = few.filter(({ name }) => name === 'http' || name === 'postgresql')
    const result = await asked(greets('S'), { probes })
    expect([names(result), result.notes.finding]).toEqual([['http', 'postgresql'], undefined])
    const answered = await asked(
      answers((heard) => (isGet(heard) ? 'X' : 'S')),
      { probes },
    )
    expect(answered.notes.finding?.match.name).toBe('postgresql')
  })

  test('end where nobody can be reached', async () => {
    const refused = await asked('closed')
    expect(refused.network.dials).toBeLessThanOrEqual(6)
    const broken = await asked({ code: 'EMFILE', local: true })
    expect(broken.network.dials).toBeLessThanOrEqual(6)
  })
})

describe('bounds', () => {
  test('whose time is over waits for its turn to close what it has open', async () => {
    let release = (): void => {}
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => silent, clock, latency: 10 })
    const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 10 })
    const limits = { intensity: 7, tls: true, time: 5_000, connections: 48, atOnce: 4 }
    const options = { connector: network.connector, probes: commonServices, failed: () => {}, ...limits }
    const turnToEnd = (): Promise<void> => new Promise((resolve) => (release = resolve))
    const run = new Waves(record, new CaseNotes(true), { ...options, turnToEnd }).run()
    await clock.advance(4_450)
    expect(network.open).toBeGreaterThan(0)
    release()
    await run
    expect([network.open, network.dialling, clock.waiting]).toEqual([0, 0, 0])
  })

  test.each([1, 2, 5])('%i connections, if that is the budget', async (connections) => {
    expect((await asked(silent, { connections })).network.dials).toBe(connections)
  })

  test.each([1, 2, 3])('%i sockets at once, if that is the most', async (atOnce) => {
    const result = await asked(silent, { atOnce })
    expect(result.network.most).toBeLessThanOrEqual(atOnce)
    expect(names(result).length).toBeGreaterThanOrEqual(6)
  })

  test('four more probes once something came that nobody knows', async () => {
    const result = await asked(answers(() => '\u0007?'))
    expect(result.network.dials).toBeLessThanOrEqual(6)
    expect(result.notes.unknownData).toBe(true)
  })

  test('an end from outside closes everything in the middle', async () => {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => silent, clock, latency: 10 })
    const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 10 })
    const options = {
      connector: network.connector,
      probes: commonServices,
      intensity: 7,
      tls: true,
      time: 5_000,
      connections: 48,
      atOnce: 4,
      failed: () => {},
    }
    const waves = new Waves(record, new CaseNotes(true), options)
    const run = waves.run()
    await clock.advance(100)
    expect(network.open).toBe(2)
    waves.end()
    expect(await run).toBeUndefined()
    expect([network.open, clock.waiting]).toEqual([0, 0])
  })
})
