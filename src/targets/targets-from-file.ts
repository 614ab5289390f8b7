import { createReadStream } from 'node:fs'
import { ScanError } from '../model/errors.ts'
import { targetsFromStream } from './targets-from-stream.ts'

/**
 * Targets from a text file, as `targetsFromStream` reads them. The file is opened at the first pull and closed at
 * the end or when the reader leaves. A file that cannot be read is `ERR_TARGET` with the system's error as `cause`.
 *
 * @example
 * for await (const port of scan(targetsFromFile('hosts.txt'))) console.log(port.address)
 */
export async function* targetsFromFile(path: string | URL): AsyncGenerator<string, void, undefined> {
  try {
    // Its iterator closes the file, whichever way the reading ends.
    yield* targetsFromStream(createReadStream(path) as AsyncIterable<Uint8Array>)
  } catch (cause) {
    if (cause instanceof ScanError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ScanError('ERR_TARGET', `the targets cannot be read: ${reason}`, { input: String(path), cause })
  }
}
