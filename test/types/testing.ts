// How an application's tests meet the types of `portscan-core/testing`.
import { scan, type Connector } from 'portscan-core'
import { greets, manualClock, memoryNetwork, staticResolver, type PeerScript } from 'portscan-core/testing'

const daemon: PeerScript = greets('220 ready\r\n')

/** What the application under test finds. */
export async function findings(): Promise<string[]> {
  const clock = manualClock()
  const network = memoryNetwork({ ports: { '192.0.2.7:21': daemon }, clock })
  const connector: Connector = network.connector
  const resolver = staticResolver({ names: { 'www.example': ['192.0.2.7'] } })
  const report = scan('www.example', { ports: '20-30', connector, resolver, clock }).report()
  const { hosts } = await clock.runUntilIdle(report)
  return hosts.flatMap(({ ports }) => ports.map(({ address, port }) => `${address}:${port}`))
}
