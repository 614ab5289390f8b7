// Imported by a test or a setup file of jest: its `expect` knows the matchers from then on, and so do the types.
import { expect } from '@jest/globals'
import { portscanMatchers, type PortscanMatchers } from 'portscan-core/testing'

declare module 'expect' {
  // Of `import { expect } from '@jest/globals'`.
  interface Matchers<R extends void | Promise<void>, T> extends PortscanMatchers {}
}

declare global {
  namespace jest {
    // Of the global `expect` of `@types/jest`.
    interface Matchers<R, T> extends PortscanMatchers {}
  }
}

expect.extend(portscanMatchers)
