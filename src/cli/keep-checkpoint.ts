import { rm } from 'node:fs/promises'
import { writeCheckpoint } from './checkpoint-file.ts'
import type { Checkpoint, Scan } from '../index.ts'

/** Milliseconds between two of them. */
const EVERY = 2_000
/** Rest after each, as a multiple of the time that it took: a list of a million targets must not slow its scan. */
const REST = 50

export interface KeepCheckpointOptions {
  /** Resolves when everything printed so far is out. */
  readonly flush: () => Promise<void>
  /** Milliseconds between two of them, at least. Default 2,000. */
  readonly every?: number
}

export interface CheckpointKeeper {
  /** Once all is printed: writes the last one, or takes the file away when there is nothing left to go on with. */
  finish(done: boolean): Promise<void>
  /** Writes it no more by itself: from here on there is an end to be printed. Without `finish` the file stays as it is. */
  leave(): void
}

/**
 * Keeps a scan's checkpoint in a file from time to time, so that even a kill costs seconds only. What it calls done
 * has been printed by the time that it is written: nothing is lost between the two.
 */
export function keepCheckpoint(
  scan: Pick<Scan, 'checkpoint'>,
  path: string,
  { flush, every = EVERY }: KeepCheckpointOptions,
): CheckpointKeeper {
  let writing = Promise.resolve()
  let failure: Error | undefined
  let timer: NodeJS.Timeout | undefined
  const write = async (checkpoint: Checkpoint, printed: Promise<void>): Promise<void> => {
    try {
      await printed
      await writeCheckpoint(path, checkpoint)
    } catch (error) {
      failure ??= error as Error
    }
  }
  const again = (rest: number): void => {
    timer = setTimeout(() => {
      const started = performance.now()
      writing = write(scan.checkpoint(), flush())
      const took = performance.now() - started
      void writing.then(() => timer && again(Math.max(every, took * REST)))
    }, rest)
  }
  const leave = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  again(every)
  return {
    leave,
    async finish(done) {
      leave()
      await writing
      if (!done) await write(scan.checkpoint(), Promise.resolve())
      if (failure !== undefined) throw failure
      if (done) await rm(path, { force: true })
    },
  }
}
