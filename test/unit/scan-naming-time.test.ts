import { describe, expect, test } from 'vitest'
import { scan } from '../../src/index.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork } from '../support/memory-network.ts'
import { closes, halfCloses, resets, silent, type PeerScript } from '../support/peer-script.ts'

const address = '192.0.2.7'
/** Without a usual service, greets first, is spoken to first, is spoken to inside TLS. */
const PORTS = [4321, 22, 6379, 443]
/** Greets first inside TLS: the scan says nothing on the connection that found it open. */
const TALKATIVE_TLS_PORT = 993

interface Took {
  /** Milliseconds from the connection that found the port open. */
  readonly ms: number
  readonly network: MemoryNetwork
}

async function named(
  script: PeerScript,
  port: number,
  latency: number,
  more: ScanOptions = {},
): Promise<Took> {
  const clock = manualClock()
  let foundAt: number | undefined
  const onContact: PeerScript = (peer) => {
    foundAt ??= clock.now()
    script(peer)
  }
  const network = memoryNetwork({ ports: () => onContact, clock, latency })
  const { connector } = network
  const options = {
    ports: String(port),
    services: true,
    discovery: false as const,
    clock,
    connector,
    ...more,
  }
  const report = await clock.runUntilIdle(scan(address, options).report())
  expect(report.hosts[0]?.ports[0]?.service).toMatchObject({ confidence: 'port-table' })
  expect(network).toMatchObject({ open: 0, dialling: 0 })
  return { ms: clock.now() - foundAt!, network }
}

describe.each([0, 50, 200])('at a round trip of %i ms, at the default budget', (rtt) => {
  test.each(PORTS)('port %i that closes on connect is done one round trip after that', async (port) => {
    for (const script of [closes, resets, halfCloses]) {
      const { ms, network } = await named(script, port, rtt)
      expect(ms).toBeLessThanOrEqual(rtt + 100)
      expect(network.dials).toBeLessThanOrEqual(4)
    }
  })

  test('a TLS port that greets first and closes on connect is done two round trips after that', async () => {
    const { ms, network } = await named(closes, TALKATIVE_TLS_PORT, rtt)
    expect(ms).toBeLessThanOrEqual(2 * rtt + 100)
    expect(network.dials).toBeLessThanOrEqual(4)
  })

  test.each([...PORTS, TALKATIVE_TLS_PORT])('a silent port %i is done within 5 seconds', async (port) => {
    const { ms, network } = await named(silent, port, rtt)
    expect(ms).toBeLessThanOrEqual(5_000)
    expect(network.most).toBeLessThanOrEqual(4)
    expect(network.dials).toBeLessThanOrEqual(1 + 48)
  })

  test('polite: two connections at once, and few to a port that closes on connect', async () => {
    const { network } = await named(closes, 4321, rtt, { timing: 'polite' })
    expect(network.most).toBeLessThanOrEqual(2)
    expect(network.dials).toBeLessThanOrEqual(4)
    const quiet = await named(silent, 4321, rtt, { timing: 'polite' })
    expect(quiet.network.most).toBeLessThanOrEqual(2)
    expect(quiet.network.dials).toBeLessThanOrEqual(1 + 12)
    expect(quiet.ms).toBeLessThanOrEqual(5_000)
  })
})
