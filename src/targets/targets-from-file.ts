import { createReadStream } from 'node:fs'
import { ScanError } from '../model/errors.ts'
import { flow } from '../flow/flow.ts'
import { puller, type Puller } from '../flow/pull.ts'
import { targetsFromStream } from './targets-from-stream.ts'

/**
 * Targets from a text file, as `targetsFromStream` reads them. The file is opened at the first pull and closed at
 * the end or when the reader leaves. A file that cannot be read is `ERR_TARGET` with the system's error as `cause`.
 *
 * @example
 * for await (const port of scan(targetsFromFile('hosts.txt'))) console.log(port.address)
 */
export function targetsFromFile(path: string | URL): AsyncIterableIterator<string> {
  let lines: Puller<string> | undefined
  const pull = async (max: number): Promise<readonly string[]> => {
    try {
      lines ??= puller(targetsFromStream(createReadStream(path) as AsyncIterable<Uint8Array>))
      return await lines.pull(max)
    } catch (cause) {
      if (cause instanceof ScanError) throw cause
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ScanError('ERR_TARGET', `the targets cannot be read: ${reason}`, {
        input: String(path),
        cause,
      })
    }
  }
  return flow(pull, () => lines?.close())
}
