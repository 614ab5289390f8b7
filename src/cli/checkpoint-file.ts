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

/** Finds out before the scan whether the checkpoint can be kept there. */
export async function tryCheckpointFile(path: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, '')
    await rm(`${path}.new`)
  } catch (error) {
    const code = String(Reflect.get(error as object, 'code'))
    const message = `--checkpoint ${path}: expected a file that can be written, such as ./scan.checkpoint (${code})`
    throw new UsageError(message, { cause: error })
  }
}
