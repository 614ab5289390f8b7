import type { Option } from 'commander'
import { flag, flagGroup } from './flag.ts'
import { logFlags, type LogFlags } from './log-flags.ts'
import { duration } from './option-values.ts'

export interface WaitFlags extends LogFlags {
  readonly closed?: true
  readonly timeout?: number
  readonly interval?: number
}

export function waitFlags(): Option[] {
  return [
    ...flagGroup('Waiting:', [
      flag('--closed', 'until nothing listens there any more (default: until something does)'),
      flag('--timeout <ms>', 'give up after this long: 500, 30s, 2m (default: 30s)', duration),
      flag('--interval <ms>', 'pause between two tries (default: 250)', duration),
    ]),
    ...flagGroup('Output:', logFlags()),
  ]
}
