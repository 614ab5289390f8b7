import type { ReadOptions, Received } from './connection.ts'

/**
 * Reads with an `enough` that is somebody else's: what it throws ends the read and rejects it. Where the bytes arrive,
 * nobody would catch it.
 */
export function guardedRead(
  options: ReadOptions,
  read: (options: ReadOptions) => Promise<Received>,
): Promise<Received> {
  const { enough } = options
  if (enough === undefined) return read(options)
  let failure: { readonly error: unknown } | undefined
  const guarded = (bytes: Uint8Array): boolean => {
    try {
      return enough(bytes)
    } catch (error) {
      failure ??= { error }
      return true
    }
  }
  return read({ ...options, enough: guarded }).then((received) => {
    if (failure !== undefined) throw failure.error
    return received
  })
}
