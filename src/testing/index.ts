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
export {
  simulatedNetwork,
  type NetworkTraffic,
  type SimulatedNetwork,
  type SimulatedNetworkOptions,
} from './simulated-network.ts'
export type { PortChoice, PortNature, SimulatedHost, SimulatedHosts } from './simulated-host.ts'
export type { SimulatedMachine } from './simulated-machine.ts'
export type { SimulatedPath } from './simulated-path.ts'
export type { Truth } from './simulated-truth.ts'
export { staticResolver, type StaticNames, type StaticResolver } from './static-resolver.ts'
export type { Policer } from './token-bucket.ts'
export type { Asked, Score } from './truth-score.ts'
export { virtualClock, type Stalls, type VirtualClock, type VirtualClockOptions } from './virtual-clock.ts'

// What a test suite asks of hosts: matchers, and the same as plain assertions
export {
  assertClosedPort,
  assertExposesOnly,
  assertMatchesBaseline,
  assertOpenPort,
} from './matchers/assertions.ts'
export type { Baseline, BaselineOptions } from './matchers/match-baseline.ts'
export type { OnePort } from './matchers/one-port.ts'
export type { OpenPortOptions } from './matchers/open-port.ts'
export type { PortDemands, TlsVersion } from './matchers/port-demands.ts'
export { portscanMatchers, type MatcherAnswer, type PortscanMatchers } from './matchers/portscan-matchers.ts'
export type { ExposureOptions, LookOptions, Scannable } from './matchers/scannable.ts'

// What every extension point promises, as cases that any test runner can run
export type { ContractCase } from './contracts/contract-case.ts'
export { clockContract, type ClockUnderTest } from './contracts/clock-contract.ts'
export { connectorContract, type ConnectorContractOptions } from './contracts/connector-contract.ts'
export type { ConnectorUnderTest } from './contracts/connector-world.ts'
export { discovererContract, type DiscovererUnderTest } from './contracts/discoverer-contract.ts'
export { limiterContract } from './contracts/limiter-contract.ts'
export { pacerContract, type MakePacer } from './contracts/pacer-contract.ts'
export { resolverContract, type ResolverUnderTest } from './contracts/resolver-contract.ts'
export { strategyContract, type MakeStrategy } from './contracts/strategy-contract.ts'
export { udpStrategyContract } from './contracts/udp-strategy-contract.ts'
