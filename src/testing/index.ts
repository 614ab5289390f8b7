// The public door of `portscan-core/testing`: networks, peers, names and time for tests.
export { manualClock, type ManualClock } from './manual-clock.ts'
export { memoryNetwork, type Found, type MemoryNetwork, type MemoryNetworkOptions } from './memory-network.ts'
export {
  answers,
  closes,
  drips,
  floods,
  greets,
  halfCloses,
  later,
  readsNothing,
  resets,
  silent,
  type Peer,
  type PeerScript,
} from './peer-script.ts'
export { closedPort, scriptedServer, type ScriptedServer } from './scripted-server.ts'
export { staticResolver, type StaticNames, type StaticResolver } from './static-resolver.ts'
