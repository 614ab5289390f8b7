import { describe, expect, test } from 'vitest'
import { scan } from '../../src/index.ts'
import type { Service } from '../../src/model/service.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork } from '../support/memory-network.ts'
import type { PeerScript } from '../support/peer-script.ts'

const address = '192.0.2.7'
const ODD = 4321
const EHLO = '250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n'

/** Looks up who calls before it greets; whoever cannot wait for that gets no answer at all. */
const late =
  (ms: number, greeting: string, answer: (heard: string) => string | undefined): PeerScript =>
  (peer) => {
    let [hasty, greeted] = [false, false]
    peer.listen((heard) => {
      hasty ||= !greeted
      const said = hasty ? undefined : answer(Buffer.from(heard).toString('latin1'))
      if (said !== undefined) peer.send(said)
    })
    peer.after(ms, () => {
      greeted = true
      if (!hasty) peer.send(greeting)
    })
  }
const postscreen = (ms: number): PeerScript =>
  late(ms, '220 mail.example ESMTP Postfix\r\n', (heard) =>
    heard.startsWith('EHLO') ? EHLO : heard.startsWith('QUIT') ? '221 bye\r\n' : undefined,
  )

async function named(script: PeerScript, port: number, more: ScanOptions = {}) {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => script, clock, latency: 10 })
  const options = { ports: String(port), services: true, discovery: false as const, clock, ...more }
  const run = scan(address, { ...options, connector: network.connector }).report()
  const service = (await clock.runUntilIdle(run)).hosts[0]!.ports[0]!.service!
  return { service, ms: clock.now(), network } satisfies {
    service: Service
    ms: number
    network: MemoryNetwork
  }
}

describe.each([ODD, 25])('on port %i a server that greets late', (port) => {
  test.each([1_000, 2_500, 3_000, 3_700])('by %i ms is named, and says on what it can do', async (ms) => {
    const { service, network } = await named(postscreen(ms), port, { services: { tls: false } })
    expect(service).toMatchObject({ name: 'smtp', product: 'Postfix', hostname: 'mail.example' })
    expect(service.details).toMatchObject({ extensions: expect.arrayContaining(['STARTTLS']) as unknown })
    expect(network).toMatchObject({ open: 0, dialling: 0 })
    expect(network.most).toBeLessThanOrEqual(4)
  })
})

test.each([1_000, 2_500])('polite: it is heard on one of two connections (%i ms)', async (ms) => {
  const { service, network } = await named(postscreen(ms), ODD, { timing: 'polite' })
  expect(service).toMatchObject({ name: 'smtp', product: 'Postfix' })
  expect(network.most).toBeLessThanOrEqual(2)
  expect(network.dials).toBeLessThanOrEqual(1 + 12 + 2)
})

test('the talk goes on where the greeting was heard: nobody has to wait for another one', async () => {
  const { service, ms } = await named(postscreen(3_000), ODD, { services: { tls: false } })
  expect(service.name).toBe('smtp')
  expect(ms).toBeLessThan(5_000)
})

test('one that waits on the way (SSH behind a relay) is named, too', async () => {
  const relay: PeerScript = (peer) => peer.after(3_000, () => peer.send('SSH-2.0-OpenSSH_9.6\r\n'))
  expect((await named(relay, ODD)).service).toMatchObject({ name: 'ssh', product: 'OpenSSH' })
})
