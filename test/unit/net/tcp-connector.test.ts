import { afterAll, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { tcpConnector, type TcpConnectorOptions } from '../../../src/net/tcp-connector.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import type { ConnectorUnderTest } from '../../../src/testing/contracts/connector-world.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { answers, greets } from '../../support/peer-script.ts'
import { closedPort, scriptedServer, type ScriptedServer } from '../../support/scripted-server.ts'
import { silentEndpoint } from '../../support/silent-endpoint.ts'
import { contractTests } from '../../support/contract-tests.ts'

const silent = await silentEndpoint()
afterAll(async () => {
  await silent?.[Symbol.asyncDispose]()
})

async function world(options: TcpConnectorOptions): Promise<ConnectorUnderTest> {
  const servers: ScriptedServer[] = []
  const closed: Endpoint = { address: '127.0.0.1', family: 4, port: await closedPort(), transport: 'tcp' }
  return {
    connector: tcpConnector(options),
    closed,
    silent: silent?.endpoint ?? closed,
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
}

for (const options of [{}, { sharedBuffer: true }]) {
  contractTests(
    `tcpConnector(${JSON.stringify(options)})`,
    connectorContract(() => world(options), { silence: silent !== undefined }),
  )
}
if (silent === undefined) test.skip('dialling where nobody answers: this system cannot be made silent')

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

test('of many conversations through one buffer each hears its own peer, whole', async () => {
  const dial = tcpConnector({ sharedBuffer: true })
  await using server = await scriptedServer(
    answers((heard) => Buffer.concat(Array<Uint8Array>(40).fill(Buffer.from(heard)))),
  )
  const endpoint = { address: '127.0.0.1', family: 4, port: server.port, transport: 'tcp' } as const
  await Promise.all(
    Array.from({ length: 50 }, async (_, number) => {
      const connection = await dial(endpoint, { timeout: 5_000 })
      const word = `${number} `.repeat(100)
      connection.write(Buffer.from(word))
      const { bytes } = await connection.read({
        timeout: 5_000,
        enough: (got) => got.length >= word.length * 40,
      })
      expect(Buffer.from(bytes).toString()).toBe(word.repeat(40))
      expect(await connection.read({ timeout: 20 })).toMatchObject({ end: 'silence' })
      connection.close()
    }),
  )
  await server.quiet()
})
