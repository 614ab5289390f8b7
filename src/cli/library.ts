import type * as library from '../index.ts'

/** What the command uses of the library, which comes in from outside: a test brings its own. */
export type Library = Pick<
  typeof library,
  | 'version'
  | 'scan'
  | 'waitForPort'
  | 'checkTargets'
  | 'expandTargets'
  | 'targetsFromFile'
  | 'targetsFromStream'
  | 'localInterface'
  | 'parsePorts'
  | 'subtractPorts'
  | 'formatPorts'
  | 'portCount'
  | 'parseAddressSet'
  | 'dnsResolver'
  | 'cachedResolver'
  | 'tcpPing'
  | 'arpPing'
  | 'commonServices'
  | 'loadProbes'
>
