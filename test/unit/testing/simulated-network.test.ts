import { expect, test } from 'vitest'
import type { PortResult } from '../../../src/model/result.ts'
import { ndjsonWriter } from '../../../src/report/ndjson.ts'
import { scan } from '../../../src/scan.ts'
import { greets } from '../../../src/testing/peer-script.ts'
import { simulatedNetwork, type SimulatedNetwork } from '../../../src/testing/simulated-network.ts'

/** A bit of everything that is drawn. */
function world(seed: number): SimulatedNetwork {
  return simulatedNetwork({
    seed,
    paths: { '192.0.2.0/24': { rtt: 40, jitter: 20, loss: 0.1, rst: { perSecond: 500, per: 'host' } } },
    hosts: {
      '192.0.2.0/28': {
        up: 0.8,
        speaks: { 21: greets('220 ready\r\n') },
        open: { share: 0.1 },
        filtered: { share: 0.2 },
      },
    },
    machine: { descriptors: 200, stalls: { every: 1_000, length: 300 } },
  })
}

/** All that a scan of that world says, as text, and what the network saw of it. */
async function record(seed: number, net = world(seed)): Promise<readonly [string, object]> {
  const { connector, clock, random } = net
  const options = { ports: '1-80', states: 'all', services: true, connector, clock, random } as const
  const writer = ndjsonWriter()
  const write = async (): Promise<string> => {
    let text = ''
    for await (const event of scan('192.0.2.0/29', options).events()) text += writer.event(event)
    return text
  }
  return [await clock.run(write()), net.traffic]
}

test('the same seed gives the same events, byte for byte; another seed gives others', async () => {
  const [text, traffic] = await record(5)
  expect(await record(5)).toEqual([text, traffic])
  expect(text.split('\n').length).toBeGreaterThan(8 * 80)
  expect(text).toContain('220 ready')
  expect(text).toContain('"at":"2026-01-01T00:00:0')
  expect((await record(6))[0]).not.toBe(text)
  expect(traffic).toMatchObject({ dialling: 0, open: 0 })
})

test('another scanner on the loop does not change what is lost', async () => {
  const quiet = world(5)
  const disturbed = world(5)
  const noise = setInterval(() => void new Array(1_000).fill(0), 1)
  const [calm, busy] = await Promise.all([record(5, quiet), record(5, disturbed)])
  clearInterval(noise)
  expect(busy).toEqual(calm)
})

test('knows the truth, and what results are worth', async () => {
  const net = world(5)
  const { connector, clock, random } = net
  const addresses = Array.from({ length: 16 }, (_, last) => `192.0.2.${last}`)
  const results: PortResult[] = []
  const run = scan(addresses, { ports: '1-100', states: 'all', connector, clock, random })
  async function* noted(): AsyncGenerator<PortResult> {
    for await (const result of run) {
      results.push(result)
      yield result
    }
  }
  const score = await net.score(noted(), { addresses, ports: '1-100' })
  const open = results.filter(({ state }) => state === 'open')
  const isOpen = ({ truth }: SimulatedNetwork, { address, port }: PortResult): boolean =>
    truth({ address, port, family: 4, transport: 'tcp' }) === 'open'
  expect(score).toMatchObject({ asked: 1_600, unreported: 0, duplicates: 0, outside: 0 })
  expect(score.open.found).toBe(open.filter((result) => isOpen(net, result)).length)
  expect(score.open).toMatchObject({ missed: 0, false: 0 })
  expect(score.open.real).toBeGreaterThan(60)
})

test('nobody answers where nobody was put', async () => {
  const net = simulatedNetwork({ hosts: {} })
  const { clock, connector } = net
  const { hosts } = await clock.run(
    scan('198.51.100.1', { ports: '1-5', states: 'all', clock, connector }).report(),
  )
  expect(hosts[0]?.ports.map(({ state }) => state)).toEqual(Array(5).fill('filtered'))
  expect(net.traffic).toMatchObject({ answers: 0, dialling: 0 })
  expect(net.traffic.syns).toBeGreaterThanOrEqual(5)
})
