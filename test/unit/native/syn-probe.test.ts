import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { synProbe } from '../../../src/native/syn-probe.ts'
import { scan } from '../../../src/scan.ts'
import { testAttempt } from '../../support/attempt.ts'
import { rawHere } from '../../support/raw-here.ts'

test('what no thread can send is not connected to', async () => {
  const endpoint = { address: '127.0.0.1', family: 4, port: 1, transport: 'tcp' } as const
  const asked = synProbe().probe(endpoint, testAttempt())
  expect(await asked).toEqual({ state: 'none', reason: 'local-resource' })
})

describe.skipIf(!rawHere)('on this machine', () => {
  test('a scan with it finds what is open and what is not, and may be done again', async () => {
    const server = createServer((socket) => socket.on('error', () => {}))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const tcp = synProbe()
    const told = async (): Promise<unknown[]> => {
      const found = []
      const run = scan('127.0.0.1', { ports: `${port}`, strategy: { tcp }, states: 'all' })
      for await (const { state, reason, attempts, errorCode } of run)
        found.push([state, reason, attempts, errorCode])
      return found
    }
    for (let round = 0; round < 2; round++) expect(await told()).toEqual([['open', 'syn-ack', 1, undefined]])
    await new Promise((resolve) => server.close(resolve))
    expect(await told()).toEqual([['closed', 'reset', 1, undefined]])
  })

  test('an abort ends it', async () => {
    const run = scan('127.0.0.1', { ports: '1-65535', strategy: { tcp: synProbe() } })
    const report = run.report()
    run.abort(new Error('enough'))
    await expect(report).rejects.toThrow('enough')
  })
})
