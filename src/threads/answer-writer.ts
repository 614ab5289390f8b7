import { AT_BIND, LOCAL } from './dial-records.ts'
import type { RecordRing } from './record-ring.ts'

/** Writes how a dial ended, and wakes who waits for it. `rtt` in milliseconds. */
export function writeAnswer(
  answers: RecordRing,
  wake: () => void,
  id: number,
  code: number,
  rtt: number,
  local = false,
  atBind = false,
): void {
  // As many answers fit as dials may be under way.
  const at = answers.reserve()
  const { words } = answers
  words[at] = id
  words[at + 1] = code
  words[at + 2] = Math.min(2 ** 31 - 1, Math.round(rtt * 1_000))
  words[at + 3] = (local ? LOCAL : 0) | (atBind ? AT_BIND : 0)
  if (answers.commit()) wake()
}
