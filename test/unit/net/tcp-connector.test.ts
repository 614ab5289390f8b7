import { afterAll, beforeAll } from 'vitest'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { connectorContract } from '../../contract/connector.ts'
import { closedPort, scriptedServer, type ScriptedServer } from '../../support/scripted-server.ts'
import { silentEndpoint, type SilentEndpoint } from '../../support/silent-endpoint.ts'

let silent: SilentEndpoint | undefined

beforeAll(async () => {
  silent = await silentEndpoint()
})
afterAll(async () => {
  await silent?.[Symbol.asyncDispose]()
})

connectorContract('tcpConnector', async () => {
  const servers: ScriptedServer[] = []
  const closed = await closedPort()
  return {
    connector: tcpConnector(),
    closed: { address: '127.0.0.1', family: 4, port: closed, transport: 'tcp' },
    silent: silent?.endpoint,
    get opened() {
      return servers.reduce((sum, { accepted }) => sum + accepted, 0)
    },
    async serve(script) {
      const server = await scriptedServer(script)
      servers.push(server)
      return { address: server.address, family: 4, port: server.port, transport: 'tcp' }
    },
    async quiet() {
      await Promise.all(servers.map((server) => server.quiet()))
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
})
