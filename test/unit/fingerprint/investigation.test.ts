import { describe, expect, test } from 'vitest'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { heardBefore } from '../../../src/fingerprint/heard-before.ts'
import { Investigation } from '../../../src/fingerprint/investigation.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import type { Exchange, PortResult } from '../../../src/model/result.ts'
import type { Service } from '../../../src/model/service.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../support/memory-network.ts'
import { answers, greets, silent } from '../../support/peer-script.ts'

const result = (port: number, exchanges: readonly Exchange[] = []): PortResult => ({
  kind: 'port',
  target: '192.0.2.7',
  address: '192.0.2.7',
  family: 4,
  port,
  transport: 'tcp',
  portName: 'guess',
  state: 'open',
  reason: 'syn-ack',
  rtt: 1,
  attempts: 1,
  at: '2026-11-21T00:00:00.000Z',
  exchanges,
})

const heard = (probe: string, received: string): Exchange => ({
  probe,
  sent: new Uint8Array(0),
  received: Buffer.from(received),
  truncated: false,
  end: 'data',
  rtt: 1,
})

function investigate(port: number, found: Found, exchanges: readonly Exchange[] = []) {
  const clock = manualClock()
  const network: MemoryNetwork = memoryNetwork({ ports: () => found, clock })
  const endpoint = { address: '192.0.2.7', family: 4 as const, port, transport: 'tcp' as const }
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
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
  const open = result(port, exchanges)
  const investigation = new Investigation(open, record, heardBefore(open, options), options)
  const run = async (whyNot?: string): Promise<Service> => {
    const service = await clock.runUntilIdle(investigation.run(whyNot))
    expect([network.open, network.dialling, clock.waiting]).toEqual([0, 0, 0])
    return service
  }
  return { investigation, network, clock, record, run }
}

describe('an investigation', () => {
  test('takes what the scan has heard for what was asked', async () => {
    const { run, network } = investigate(4321, 'closed', [
      heard('http', 'HTTP/1.1 200 OK\r\nServer: nginx/1.2.3\r\n\r\n'),
    ])
    expect(await run()).toMatchObject({ name: 'http', product: 'nginx', version: '1.2.3', probe: 'http' })
    expect(network.dials).toBe(0)
  })

  test('asks where that says nothing', async () => {
    const { run, investigation } = investigate(
      4321,
      answers((said) => (said[0] === 0x47 ? 'HTTP/1.1 204 X\r\n\r\n' : undefined)),
    )
    expect(await run()).toMatchObject({ name: 'http' })
    expect(investigation.reactions).toContain('data')
  })

  test('asks nothing where it must not, and says why', async () => {
    const { run, network } = investigate(4321, silent)
    expect(await run('not asked: a reason')).toMatchObject({
      name: 'guess',
      confidence: 'port-table',
      evidence: 'not asked: a reason',
    })
    expect(network.dials).toBe(0)
  })

  test('only listens where nothing may be said, even once it has a name', async () => {
    const said: string[] = []
    const { run, network } = investigate(
      9100,
      greets('SSH-2.0-OpenSSH_9.6\r\n', (peer) => peer.listen((bytes) => said.push(String(bytes)))),
    )
    expect(await run()).toMatchObject({ name: 'ssh' })
    expect([said, network.dials]).toEqual([[], 1])
  })

  test('ends at once, in the middle, with the guess', async () => {
    const { investigation, network, clock } = investigate(4321, silent)
    const running = investigation.run()
    await clock.advance(20)
    expect(network.open).toBe(2)
    investigation.end()
    expect(await running).toMatchObject({ confidence: 'port-table' })
    expect([network.open, clock.waiting]).toEqual([0, 0])
  })

  test('that has ended before it began dials nothing', async () => {
    const { investigation, run, network } = investigate(4321, silent)
    investigation.end()
    expect(await run()).toMatchObject({ confidence: 'port-table' })
    expect(network.dials).toBe(0)
  })

  test('keeps the name and loses only details where the port has closed meanwhile', async () => {
    const { run } = investigate(22, 'closed', [heard('listen', 'SSH-2.0-OpenSSH_9.6\r\n')])
    expect(await run()).toMatchObject({ name: 'ssh', product: 'OpenSSH', version: '9.6', probe: 'listen' })
  })
})
