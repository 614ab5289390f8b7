import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { pipe } from '../../../src/flow/stage.ts'
import { createPacer } from '../../../src/pace/pacer.ts'
import { probePorts } from '../../../src/probe/probe-ports.ts'
import { pathBounds, timings } from '../../../src/scan-timing.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { scriptedServer, closedPort } from '../../support/scripted-server.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'

test('with nothing but a pacer it scans by the system’s own sockets', async () => {
  await using server = await scriptedServer()
  const endpoints = [server.port, await closedPort()].map((port): Endpoint => ({
    address: '127.0.0.1',
    family: 4,
    port,
    transport: 'tcp',
  }))
  const pacer = createPacer({ ...pathBounds(timings.normal), concurrency: 10, clock: systemClock })
  const events = await collect(pipe(endpoints, probePorts({ pacer })))
  expect(events.filter(({ kind }) => kind === 'port')).toMatchObject([{ port: server.port, state: 'open' }])
  expect(events.at(-1)).toMatchObject({
    kind: 'host',
    status: 'finished',
    counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 1 } },
  })
  await server.quiet()
})
