import { rm } from 'node:fs/promises'
import { writeCheckpoint } from './checkpoint-file.ts'
import type { Scan } from '../index.ts'

const EVERY = 10_000

export interface CheckpointKeeper {
  /** Writes the last one, or takes the file away when there is nothing left to go on with. */
  finish(done: boolean): Promise<void>
}

/** Keeps a scan's checkpoint in a file from time to time, so that even a power cut costs seconds only. */
export function keepCheckpoint(scan: Pick<Scan, 'checkpoint'>, path: string): CheckpointKeeper {
  let writing: Promise<void> = Promise.resolve()
  let failure: Error | undefined
  const write = (): void => {
    writing = writing
      .then(() => writeCheckpoint(path, scan.checkpoint()))
      .catch((error: unknown) => {
        failure ??= error as Error
      })
  }
  const timer = setInterval(write, EVERY)
  return {
    async finish(done) {
      clearInterval(timer)
      if (!done) write()
      await writing
      if (failure !== undefined) throw failure
      if (done) await rm(path, { force: true })
    },
  }
}
