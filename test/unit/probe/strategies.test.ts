import { tcpBanner } from '../../../src/probe/tcp-banner.ts'
import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { strategyContract } from '../../contract/strategy.ts'

strategyContract('tcpConnect', (connector) => tcpConnect({ connector }))
strategyContract('tcpBanner', (connector) => tcpBanner({ connector }))
strategyContract('tcpBanner with an opener', (connector) =>
  tcpBanner({ connector, opener: () => ({ probe: 'echo', bytes: Buffer.from('hello\r\n') }) }),
)
