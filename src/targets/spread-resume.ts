import type { Block, BlockProgress } from '../model/block.ts'
import type { ResolvedHost } from '../model/host.ts'

/** A block that was not done when the scan stopped, with the addresses it had. */
export interface ResumedBlock {
  readonly index: number
  readonly hosts: readonly ResolvedHost[]
  readonly progress: BlockProgress
}

/** How far the hosts have been put in blocks. */
export interface Coverage {
  /** The index of the next block. */
  readonly index: number
  /** The last ordinal that is in a block; −1 before the first. All below it are covered whole. */
  readonly ordinal: number
  /** How many addresses of that ordinal are in blocks: a name may have more than fit in one. */
  readonly hosts: number
}

/** Where a scan goes on: the blocks that were open, and which hosts need not be put in blocks again. */
export interface SpreadResume extends Coverage {
  readonly blocks: readonly ResumedBlock[]
}

export const NO_COVERAGE: Coverage = { index: 0, ordinal: -1, hosts: 0 }

/** The coverage after one more block. Fold it over the blocks as they pass to know what to put in a checkpoint. */
export function coverBlock(before: Coverage, block: Block): Coverage {
  let { ordinal, hosts } = before
  for (const host of block.hosts) {
    if (host.ordinal > ordinal) hosts = 0
    if (host.ordinal >= ordinal) hosts++
    ordinal = Math.max(ordinal, host.ordinal)
  }
  return { index: Math.max(before.index, block.index + 1), ordinal, hosts }
}
