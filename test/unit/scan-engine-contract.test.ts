import { describe } from 'vitest'
import { nativeProbe } from '../../src/native/native-probe.ts'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { inThreads } from '../../src/probe/in-threads.ts'
import type { ProbeStrategy } from '../../src/probe/strategy.ts'
import { tcpConnect } from '../../src/probe/tcp-connect.ts'
import script from '../../src/threads/node-dialer.ts?thread'
import { engineTests, type EngineOptions } from '../support/engine-tests.ts'
import { nativeHere } from '../support/native-here.ts'

const here = (options: EngineOptions): ProbeStrategy => tcpConnect({ connector: tcpConnector(options) })

describe('Node’s sockets in this thread', () => {
  engineTests(here)
})

describe('Node’s sockets in two threads', () => {
  engineTests((options) =>
    inThreads({
      works: [() => ({ script, data: { ...options } })],
      required: true,
      threads: 2,
      capacity: 1_024,
      after: 0,
      here: here(options),
    }),
  )
})

describe.skipIf(!nativeHere)('the system’s own calls, in one thread', () => {
  engineTests((options) => nativeProbe({ ...options, workers: 1 }))
})

describe.skipIf(!nativeHere)('the system’s own calls, in two threads without a socket to spare', () => {
  engineTests((options) => nativeProbe({ ...options, workers: 2, idle: 0 }))
})

describe.skipIf(!nativeHere)('the system’s own calls, with room for few dials at once', () => {
  engineTests((options) => nativeProbe({ ...options, workers: 2, capacity: 8 }))
})
