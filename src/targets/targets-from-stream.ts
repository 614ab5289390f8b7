import { ScanError } from '../model/errors.ts'
import { flow } from '../flow/flow.ts'
import { puller, type AnyIterable } from '../flow/pull.ts'

/** Longer lines are no list of targets; nothing of the kind is kept in memory. */
const LONGEST_LINE = 65_536

/**
 * Targets from text, one or more a line; blank lines and what follows a `#` do not count. It is read as the scan
 * needs it. Lines hold targets only: no line opens another file. The exclude files of other scanners (one range a
 * line, comments) read the same way.
 *
 * Throws `ERR_TARGET` for a line of more than 65,536 characters.
 *
 * @example
 * scan(targetsFromStream(process.stdin))
 */
export function targetsFromStream(stream: AnyIterable<Uint8Array | string>): AsyncIterableIterator<string> {
  const upstream = puller(stream)
  const lines = new LineSplitter()
  const pull = async (): Promise<readonly string[]> => {
    for (;;) {
      const chunks = await upstream.pull(1)
      const targets = (chunks.length === 0 ? lines.end() : lines.add(chunks[0]!))
        .map(cleanLine)
        .filter(Boolean)
      if (targets.length > 0 || chunks.length === 0) return targets
    }
  }
  return flow(buffered(pull), upstream.close)
}

/** A chunk has as many lines as it has; the reader takes no more than it asked for. */
function buffered(
  more: () => Promise<readonly string[]>,
): (max: number) => readonly string[] | Promise<readonly string[]> {
  let held: readonly string[] = []
  let at = 0
  const take = (max: number): readonly string[] => {
    const taken = held.slice(at, at + max)
    at += taken.length
    return taken
  }
  return (max) => {
    if (at < held.length) return take(max)
    return more().then((lines) => {
      held = lines
      at = 0
      return take(max)
    })
  }
}

class LineSplitter {
  readonly #decoder = new TextDecoder()
  #rest = ''
  #lines = 0

  add(chunk: Uint8Array | string): string[] {
    return this.#split(typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true }))
  }

  /** The last line, where it has no end of its own; nothing when called again. */
  end(): string[] {
    return this.#split(`${this.#decoder.decode()}\n`)
  }

  #split(text: string): string[] {
    const lines = (this.#rest + text).split(/\r\n|[\r\n]/)
    this.#rest = lines.pop()!
    for (const line of [...lines, this.#rest]) {
      if (line.length > LONGEST_LINE) throw this.#tooLong()
      this.#lines++
    }
    this.#lines--
    return lines
  }

  #tooLong(): ScanError {
    const message = `line ${this.#lines + 1} of the targets has more than ${LONGEST_LINE} characters; write one target a line`
    return new ScanError('ERR_TARGET', message)
  }
}

function cleanLine(line: string): string {
  const comment = line.indexOf('#')
  return (comment < 0 ? line : line.slice(0, comment)).replace('\ufeff', '').trim()
}
