// Imported by a test or a setup file of vitest: its `expect` knows the matchers from then on, and so do the types.
import { expect } from 'vitest'
import { portscanMatchers, type PortscanMatchers } from 'portscan-core/testing'

declare module 'vitest' {
  interface Assertion<T> extends PortscanMatchers {}
}

expect.extend(portscanMatchers)
