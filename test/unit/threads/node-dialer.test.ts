import { describe } from 'vitest'
import script from '../../../src/threads/node-dialer.ts?thread'
import { dialerTests } from '../../support/dialer-tests.ts'

describe('by Node’s sockets', () => dialerTests((data = {}) => ({ script, data })))
