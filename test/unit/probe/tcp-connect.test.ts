import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { strategyContract } from '../../../src/testing/contracts/strategy-contract.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'tcpConnect',
  strategyContract((connector) => tcpConnect({ connector })),
)
