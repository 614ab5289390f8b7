import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { insteadOfSyns } from '../../../src/native/instead-of-syns.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import { testAttempt } from '../../support/attempt.ts'

const closed = { state: 'closed', reason: 'conn-refused' } as const
const connect: ProbeStrategy = { name: 'connect', transport: 'tcp', probe: () => Promise.resolve(closed) }
const plain: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }
const zoned: Endpoint = { ...plain, address: 'fe80::1%lo', family: 6 }

test('what no thread has room for waits; only an address that raw sockets do not take is connected to', async () => {
  const instead = insteadOfSyns(connect, () => false)
  expect(await instead.probe(plain, testAttempt())).toEqual({ state: 'none', reason: 'local-resource' })
  expect(await instead.probe(zoned, testAttempt())).toBe(closed)
})

test('after a thread has broken, the scan ends and says so', async () => {
  const instead = insteadOfSyns(connect, () => true)
  const asked = instead.probe(plain, testAttempt())
  await expect(asked).rejects.toMatchObject({ code: 'ERR_RESOURCE', message: /in the middle of the scan/ })
  expect(await instead.probe(zoned, testAttempt())).toBe(closed)
})
