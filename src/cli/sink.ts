import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { UsageError } from './usage-error.ts'

/** Where text goes. `write` gives a promise only where the reader is slower than we are; await it before the next. */
export interface Sink {
  write(text: string): Promise<void> | undefined
  /** Resolves when everything written so far is out. */
  flush(): Promise<void>
  /** Resolves when everything is out; nothing may be written any more. */
  end(): Promise<void>
  /** True when nobody reads any more. */
  readonly closed: boolean
}

/**
 * Standard output. A reader that has gone (EPIPE, as with `| head`) closes the sink without a word; any other failure
 * comes out of `write` or `end`.
 */
export function streamSink(stream: NodeJS.WritableStream, beforeWrite: () => void): Sink {
  return new StreamSink(stream, beforeWrite)
}

class StreamSink implements Sink {
  readonly #stream: NodeJS.WritableStream
  readonly #beforeWrite: () => void
  #failure: Error | undefined
  #wake = (): void => {}

  constructor(stream: NodeJS.WritableStream, beforeWrite: () => void) {
    this.#stream = stream
    this.#beforeWrite = beforeWrite
    stream.on('error', (error: Error) => {
      this.#failure ??= error
      this.#wake()
    })
  }

  get closed(): boolean {
    return this.#failure !== undefined && isBrokenPipe(this.#failure)
  }

  write(text: string): Promise<void> | undefined {
    this.#settle()
    if (text === '' || this.closed) return undefined
    this.#beforeWrite()
    return this.#send(text) ? undefined : this.#drained()
  }

  async flush(): Promise<void> {
    this.#settle()
    if (this.closed) return
    await new Promise<void>((resolve) => this.#stream.write('', () => resolve()))
    this.#settle()
  }

  end(): Promise<void> {
    return this.flush()
  }

  // A stream that has thrown is stuck: nothing written after it ever comes out.
  #send(text: string): boolean {
    try {
      return this.#stream.write(text)
    } catch (error) {
      this.#failure ??= error as Error
      throw error
    }
  }

  async #drained(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      this.#stream.once('drain', resolve)
    })
    this.#stream.removeListener('drain', this.#wake)
    this.#settle()
  }

  #settle(): void {
    if (this.#failure !== undefined && !this.closed) throw this.#failure
  }
}

function isBrokenPipe(error: Error): boolean {
  const code: unknown = Reflect.get(error, 'code')
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'EOF'
}

/** A file, opened at once: one that cannot be written is bad usage, found before anything is sent. */
export async function fileSink(path: string, flags: 'w' | 'wx' = 'w'): Promise<Sink> {
  const stream = createWriteStream(path, { flags })
  try {
    await once(stream, 'open')
  } catch (error) {
    throw new UsageError(fileProblem(path, error), { cause: error })
  }
  const done = finished(stream as Writable)
  // Awaited in `end`; until then a failure waits there and comes out of the next write.
  let failure: Error | undefined
  done.catch((error: Error) => (failure = error))
  return {
    closed: false,
    write(text) {
      if (failure !== undefined) throw failure
      if (text === '' || stream.write(text)) return undefined
      return Promise.race([once(stream, 'drain').then(() => {}), done])
    },
    async flush() {
      if (failure !== undefined) throw failure
      if (stream.writableEnded) return done
      await Promise.race([new Promise<void>((resolve) => stream.write('', () => resolve())), done])
    },
    async end() {
      stream.end()
      await done
    },
  }
}

function fileProblem(path: string, error: unknown): string {
  const code: unknown = Reflect.get(error as object, 'code')
  if (code === 'EEXIST') {
    return `-o ${path}: the file has the results of the scan that goes on; expected a new name, such as -o rest-${path}`
  }
  return `-o ${path}: expected a file that can be written, such as -o ./scan.json (${String(code)})`
}
