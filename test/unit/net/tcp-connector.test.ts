import { afterAll, beforeAll, expect, test } from 'vitest'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { connectorContract } from '../../contract/connector.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { greets } from '../../support/peer-script.ts'
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

test('hundreds of dials, answered, refused and cancelled, leave the process as it was', async () => {
  const before = openHandles()
  const dial = tcpConnector()
  {
    await using server = await scriptedServer(greets('220 ready\r\n'))
    const closed = await closedPort()
    const address = { address: '127.0.0.1', family: 4, transport: 'tcp' } as const
    const codes = await Promise.all(
      Array.from({ length: 300 }, async (_, number) => {
        const port = number % 3 === 0 ? closed : server.port
        const onCancel = (cancel: () => void): void => void (number % 3 === 1 && setImmediate(cancel))
        try {
          const connection = await dial({ ...address, port }, { timeout: 5_000, onCancel })
          await connection.read({ timeout: 5_000 })
          connection.close()
          return 'open'
        } catch (failure) {
          return (failure as { code: string }).code
        }
      }),
    )
    expect(codes.filter((code) => code === 'ECONNREFUSED')).toHaveLength(100)
    expect(codes.filter((_code, number) => number % 3 === 2).every((code) => code === 'open')).toBe(true)
    await server.quiet()
  }
  await backTo(before)
})
