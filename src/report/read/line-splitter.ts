import { unreadable, type Place } from './report-trouble.ts'

/** A line of a report, and where it begins. */
export interface Line extends Place {
  readonly text: string
}

/** Longer than any record: 16 KiB a time of what a peer said, some hundred times. */
export const LONGEST_LINE = 16 * 1024 * 1024

/** Text that comes in pieces, as lines; never holds more than one of them. */
export class LineSplitter {
  #parts: string[] = []
  #length = 0
  #line = 1
  #position = 0

  write(text: string): Line[] {
    const lines: Line[] = []
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#hold(text.slice(from, end))
      lines.push(this.#take())
      from = end + 1
    }
    this.#hold(text.slice(from))
    return lines
  }

  /** What comes after the last end of a line. */
  end(): Line {
    return this.#take()
  }

  #hold(part: string): void {
    this.#length += part.length
    if (this.#length > LONGEST_LINE) {
      throw unreadable(`expected a record, but got more than ${LONGEST_LINE} characters`, {
        line: this.#line,
        position: this.#position,
      })
    }
    if (part !== '') this.#parts.push(part)
  }

  #take(): Line {
    const line = { text: this.#parts.join(''), line: this.#line, position: this.#position }
    this.#parts = []
    this.#position += this.#length + 1
    this.#length = 0
    this.#line++
    return line
  }
}
