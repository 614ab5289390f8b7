import { expect, test } from 'vitest'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import type { PortResult } from '../../src/model/result.ts'
import { scan } from '../../src/scan.ts'
import { greets } from '../../src/testing/peer-script.ts'
import { closedPort, scriptedServer } from '../../src/testing/scripted-server.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'
import { FAULTS, FaultPlan, INJECTED, type PlannedFault } from './fault-plan.ts'
import { faultyConnector } from './faulty-world.ts'
import { ABORTED } from './tortured-scan.ts'

/** One open port and some closed ones, over real sockets, with one fault at one dial. */
async function tortureSockets(ports: readonly number[], planned?: PlannedFault) {
  const plan = new FaultPlan(planned)
  const abort = new AbortController()
  plan.abort = () => abort.abort(ABORTED)
  const connector = faultyConnector(tcpConnector(), plan)
  const options = { ports, states: 'all', connector, timing: { timeout: 150 }, signal: abort.signal } as const
  const run = scan('127.0.0.1', options)
  const results: PortResult[] = []
  let error: unknown
  try {
    for await (const port of run) results.push(port)
  } catch (thrown) {
    error = thrown
  }
  plan.release()
  expect([run.stats.inFlight, abortListeners(abort.signal)]).toEqual([0, 0])
  return { results, error, dials: plan.counts.get('connect') ?? 0 }
}

test('a fault at any dial over real sockets: one error or a retried success, and no socket left', async () => {
  const before = openHandles()
  {
    await using server = await scriptedServer(greets('220 ready\r\n'))
    const ports = [server.port, ...(await Promise.all(Array.from({ length: 4 }, () => closedPort())))]
    const stateOf = (port: number): string => (port === server.port ? 'open' : 'closed')
    const { dials } = await tortureSockets(ports)
    expect(dials).toBe(ports.length)
    for (let at = 0; at < dials; at++) {
      for (const fault of FAULTS) {
        const told = `dial ${String(at)} ${fault}`
        const { results, error } = await tortureSockets(ports, { call: 'connect', at, fault })
        for (const { port, state } of results) expect(state, told).toBe(stateOf(port))
        expect(new Set(results.map(({ port }) => port)).size, told).toBe(results.length)
        if (fault === 'breaks' || fault === 'throws') expect(error, told).toBe(INJECTED)
        else if (fault === 'late' || fault === 'aborts') expect(error, told).toBe(ABORTED)
        else expect([error, results.length], told).toEqual([undefined, ports.length])
      }
    }
    await server.quiet()
  }
  await backTo(before)
})
