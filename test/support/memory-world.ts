import { expect } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import type { Connector } from '../../src/net/connection.ts'
import type { ConnectorUnderTest } from '../../src/testing/contracts/connector-world.ts'
import { memoryNetwork, type Found } from './memory-network.ts'

const at = (port: number): Endpoint => ({ address: '192.0.2.1', family: 4, port, transport: 'tcp' })

/** The network in memory as the connector contract wants it, for itself or for what wraps a connector. */
export function memoryWorld(
  wrap: (connector: Connector) => Connector = (connector) => connector,
  latency = 0,
): ConnectorUnderTest {
  const ports: Found[] = ['closed', 'filtered']
  let opened = 0
  const network = memoryNetwork({ ports: ({ port }) => ports[port], latency })
  return {
    connector: wrap(network.connector),
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
      expect([network.open, network.dialling]).toEqual([0, 0])
      return Promise.resolve()
    },
    close() {},
  }
}
