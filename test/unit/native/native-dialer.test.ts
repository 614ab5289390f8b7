import { describe } from 'vitest'
import { nativeWork } from '../../../src/native/native-work.ts'
import { dialerTests } from '../../support/dialer-tests.ts'
import { nativeHere } from '../../support/native-here.ts'

describe.skipIf(!nativeHere)('by the system’s own calls', () => {
  dialerTests((data = {}) => nativeWork({ idle: 16, ...data }))
})

describe.skipIf(!nativeHere)('by the system’s own calls, without a socket to spare', () => {
  dialerTests((data = {}) => nativeWork({ idle: 0, ...data }))
})
