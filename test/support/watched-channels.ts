import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { onTestFinished } from 'vitest'
import type { ScanChannels } from '../../src/model/scan-channels.ts'

type Name = keyof ScanChannels

/** A message with its channel: `'start'`, `'hosts'`, `'end'`, `'error'`. */
export type Told = {
  [N in Name]: readonly [N extends `portscan-core:scan:${infer Short}` ? Short : never, ScanChannels[N]]
}[Name]

export const channelNames = ['start', 'hosts', 'end', 'error'] as const

/** Listens on these channels until the test ends. */
export function watchChannels(names: readonly (typeof channelNames)[number][] = channelNames): Told[] {
  const told: Told[] = []
  for (const name of names) {
    const listen = (message: unknown): void => void told.push([name, message] as Told)
    subscribe(`portscan-core:scan:${name}`, listen)
    onTestFinished(() => void unsubscribe(`portscan-core:scan:${name}`, listen))
  }
  return told
}

/** The channels that somebody listens on. */
export function channelsHeard(): string[] {
  return channelNames.filter((name) => channel(`portscan-core:scan:${name}`).hasSubscribers)
}
