import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { nativeProbe } from '../../../src/native/native-probe.ts'
import { scan } from '../../../src/scan.ts'
import { nativeHere } from '../../support/native-here.ts'

describe.skipIf(!nativeHere)('on this machine', () => {
  test('a scan with it finds what is open and what is not, and may be done again', async () => {
    const server = createServer((socket) => socket.on('error', () => {}))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const tcp = nativeProbe({ workers: 1 })
    for (let round = 0; round < 2; round++) {
      const found = []
      const run = scan('127.0.0.1', { ports: `${port}`, strategy: { tcp }, states: 'all' })
      for await (const result of run) found.push([result.port, result.state, result.reason, result.attempts])
      expect(found).toEqual([[port, 'open', 'syn-ack', 1]])
    }
    await new Promise((resolve) => server.close(resolve))
    const [closed] = (
      await scan('127.0.0.1', { ports: `${port}`, strategy: { tcp }, states: 'all' }).report()
    ).hosts
    expect(closed?.ports[0]).toMatchObject({
      state: 'closed',
      reason: 'conn-refused',
      errorCode: 'ECONNREFUSED',
    })
  })

  test('two runs share its threads, and the first to end leaves them to the other', async () => {
    const tcp = nativeProbe({ workers: 1 })
    const [one, other] = [1, 2].map((seed) =>
      scan('127.0.0.1', { ports: '1-3000', seed, strategy: { tcp } }).report(),
    )
    const [first, second] = await Promise.all([one!, other!])
    expect(first.stats.done).toBe(3_000)
    expect(second.stats.done).toBe(3_000)
  })
})
