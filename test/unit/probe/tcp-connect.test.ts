import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { strategyContract } from '../../contract/strategy.ts'

strategyContract('tcpConnect', (connector) => tcpConnect({ connector }))
