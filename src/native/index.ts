// The door of `portscan-core/native`: a hand-kept list.
export { nativeProbe, type NativeProbeOptions } from './native-probe.ts'
export { nativeWork } from './native-work.ts'
export type { ThreadWork } from '../threads/dial-thread.ts'
export type { NativeWorkOptions } from './work-options.ts'
export { synProbe, type SynProbeOptions } from './syn-probe.ts'
export { arpPing, type ArpPingOptions } from './arp-ping.ts'
export { icmpPing, type IcmpPingOptions } from './icmp-ping.ts'
export { ndPing, type NdPingOptions } from './nd-ping.ts'
