import type { Option } from 'commander'
import { colorChoices, type ColorChoice } from './color.ts'
import { flag } from './flag.ts'
import { oneOf } from './option-values.ts'

/** What every command understands. */
export interface LogFlags {
  readonly quiet?: true
  /** How often `-v` was given. */
  readonly verbose?: number
  readonly logFormat?: 'text' | 'json'
  readonly color?: ColorChoice
}

export function logFlags(): Option[] {
  return [
    flag('-q, --quiet', 'no progress and no messages but the reason of a failure'),
    flag(
      '-v, --verbose',
      'say more; twice for details',
      (_text: string, before?: number) => (before ?? 0) + 1,
    ),
    flag('--log-format <text|json>', 'how messages are written (default: text)', oneOf(['text', 'json'])),
    flag('--color <when>', 'auto, always, never (default: auto)', oneOf(colorChoices)),
  ]
}
