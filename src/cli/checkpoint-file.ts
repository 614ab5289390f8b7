import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Checkpoint } from '../index.ts'
import { UsageError } from './usage-error.ts'

/** A checkpoint from a file. Whether it fits the targets and options is for the library to say. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Checkpoint
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : String(Reflect.get(error as object, 'code'))
    const message = `--resume ${path}: expected a file that --checkpoint wrote, such as scan.checkpoint (${why})`
    throw new UsageError(message, { cause: error })
  }
}

/** Written beside and renamed, so that a crash leaves the old one or the new one, never half of one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(checkpoint)}\n`)
  await rename(`${path}.new`, path)
}

/**
 * Finds out before the scan whether the checkpoint can be kept there. What stands there is written over, and taken
 * away when the scan is whole, so a file that is no checkpoint is refused: it may be the list of targets.
 */
export async function tryCheckpointFile(path: string): Promise<void> {
  try {
    if (!(await isFreeOrCheckpoint(path))) throw unfit(path, 'it holds something else')
    await writeFile(`${path}.new`, '')
    await rm(`${path}.new`)
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : unfit(path, String(Reflect.get(error as object, 'code')), error)
  }
}

async function isFreeOrCheckpoint(path: string): Promise<boolean> {
  try {
    const before: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof before === 'object' && before !== null && 'version' in before && 'next' in before
  } catch (error) {
    if (error instanceof SyntaxError) return false
    if (Reflect.get(error as object, 'code') === 'ENOENT') return true
    throw error
  }
}

function unfit(path: string, why: string, cause?: unknown): UsageError {
  const message = `--checkpoint ${path}: expected a new file, or an older checkpoint, such as ./scan.checkpoint (${why})`
  return new UsageError(message, { cause })
}
