// Test code of your own without a network: one that loses packets, seconds long, in a moment, the same each time.
import assert from 'node:assert/strict'
import test from 'node:test'
import { scan, type ScanOptions } from 'portscan-core'
import { greets, simulatedNetwork } from 'portscan-core/testing'

/** The code under test: it passes on what it is given to `scan()`. */
async function forgottenPorts(
  network: string,
  known: number[],
  options: ScanOptions = {},
): Promise<string[]> {
  const found: string[] = []
  for await (const { address, port, service } of scan(network, { ...options, services: true })) {
    if (!known.includes(port)) found.push(`${address} ${port} ${service?.name}`)
  }
  return found.sort()
}

await test('the forgotten server is found, though each fifth packet is lost', async () => {
  const { connector, clock, random } = simulatedNetwork({
    seed: 7,
    paths: { '192.0.2.0/24': { rtt: 80, loss: 0.2 } },
    hosts: {
      '192.0.2.0/29': { up: 0.5, open: '80,443', filtered: { share: 0.1 } },
      '192.0.2.5': { speaks: { 22: greets('SSH-2.0-OpenSSH_9.6\r\n') } },
    },
  })
  const ports = '20-30,80,443'
  const scanned = forgottenPorts('192.0.2.0/29', [80, 443], { ports, connector, clock, random })
  assert.deepEqual(await clock.run(scanned), ['192.0.2.5 22 ssh'])
})
