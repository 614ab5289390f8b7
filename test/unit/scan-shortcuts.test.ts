import { expect, test } from 'vitest'
import { findOpenPorts, identify } from '../../src/scan-shortcuts.ts'
import { closes, greets } from '../support/peer-script.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork } from '../support/memory-network.ts'
import { staticResolver } from '../support/static-resolver.ts'

const resolver = staticResolver({ names: { 'two.example': ['192.0.2.1', '192.0.2.2'] } })

test('findOpenPorts: the numbers, in order, over all addresses of a name', async () => {
  const clock = manualClock()
  const { connector } = memoryNetwork({
    ports: { '192.0.2.1:80': 'open', '192.0.2.1:22': 'open', '192.0.2.2:22': 'open', '192.0.2.2:25': 'open' },
    clock,
  })
  const found = findOpenPorts('two.example', '1-100', { connector, clock, resolver })
  expect(await clock.runUntilIdle(found)).toEqual([22, 25, 80])
})

test('identify: the address on which it is open, otherwise what was found', async () => {
  const clock = manualClock()
  const { connector } = memoryNetwork({
    ports: ({ address, port }) =>
      address === '192.0.2.2' && port === 22 ? greets('SSH-2.0-x_1\r\n') : 'closed',
    latency: ({ address }) => (address === '192.0.2.2' ? 50 : 1),
    clock,
  })
  const options = { connector, clock, resolver }
  const found = await clock.runUntilIdle(identify('two.example', 22, options))
  expect(found).toMatchObject({ state: 'open', address: '192.0.2.2', service: { name: 'ssh' } })
  expect(await clock.runUntilIdle(identify('two.example', 23, options))).toMatchObject({ state: 'closed' })
})

test('on loopback', async () => {
  await using server = await scriptedServer(greets('220 ready\r\n', closes))
  const closed = await closedPort()
  const ports = [server.port, closed]
  expect(await findOpenPorts('127.0.0.1', ports)).toEqual([server.port])
  expect(await identify('127.0.0.1', closed)).toMatchObject({ state: 'closed', reason: 'conn-refused' })
})
