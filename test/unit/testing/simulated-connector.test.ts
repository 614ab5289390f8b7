import { expect, test } from 'vitest'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import type { ConnectorUnderTest } from '../../../src/testing/contracts/connector-world.ts'
import type { PortNature } from '../../../src/testing/simulated-host.ts'
import { simulatedNetwork } from '../../../src/testing/simulated-network.ts'

const at = (port: number) => ({ address: '192.0.2.1', family: 4, port, transport: 'tcp' }) as const

/** These look at the real time, of which virtual time takes none; simulated-dial.test.ts looks at the virtual one. */
const byRealTime = new Set([
  'a cancel after the handshake ends the read that waits',
  'gives up with ETIMEDOUT',
  'silence ends at the deadline',
])

function world(): ConnectorUnderTest {
  const ports: PortNature[] = ['closed', 'filtered']
  let opened = 0
  const network = simulatedNetwork({ hosts: { '192.0.2.1': ({ port }) => ports[port] ?? 'closed' } })
  return {
    connector: network.connector,
    closed: at(0),
    silent: at(1),
    get opened() {
      return opened
    },
    serve(script) {
      const port = ports.push((peer) => {
        opened++
        script(peer)
      })
      return at(port - 1)
    },
    quiet() {
      expect(network.traffic).toMatchObject({ open: 0, dialling: 0 })
      return Promise.resolve()
    },
    close() {},
  }
}

const cases = connectorContract(world)

for (const { name, run } of cases) if (!byRealTime.has(name)) test(name, run)

test('all but these cases of the contract ran', () => {
  const names = new Set(cases.map(({ name }) => name))
  expect([...byRealTime].filter((name) => !names.has(name))).toEqual([])
})
