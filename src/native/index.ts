// The door of `portscan-core/native`: a hand-kept list.
export { nativeProbe, type NativeProbeOptions } from './native-probe.ts'
export { nativeWork } from './native-work.ts'
export type { NativeWorkOptions } from './work-options.ts'
export { synProbe, type SynProbeOptions } from './syn-probe.ts'
