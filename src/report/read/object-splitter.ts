import { LONGEST_LINE } from './line-splitter.ts'
import { quoted, unreadable, type Place } from './report-trouble.ts'

/** The text of one object, and where it begins. */
export interface ObjectText extends Place {
  readonly text: string
}

/** What matters of the text: where objects and strings begin and end. What lies between is passed over at once. */
const MARKS = /[{}"\\\n]|[^{}"\\\n]+/g
/** Between objects: brackets of the arrays that they are in, commas, blanks. */
const BETWEEN = /^[[\],\s\uFEFF]*$/

/**
 * Finds the objects in text that is nearly JSON: in an array, in several, or in none, with commas too many or too few.
 * Never holds more than one.
 */
export class ObjectSplitter {
  #parts: string[] = []
  #length = 0
  #depth = 0
  #quoted = false
  #escaped = false
  #brackets = 0
  #line = 1
  #position = 0
  #start: Place = { line: 1, position: 0 }

  write(text: string): ObjectText[] {
    const objects: ObjectText[] = []
    for (const [part] of text.matchAll(MARKS)) {
      if (this.#depth === 0) this.#begin(part)
      if (this.#depth > 0 && this.#add(part)) objects.push({ ...this.#start, text: this.#take() })
      if (part === '\n') this.#line++
      this.#position += part.length
    }
    return objects
  }

  /** True where the text ends within an object or an array. */
  get open(): boolean {
    return this.#depth > 0 || this.#brackets > 0
  }

  #begin(part: string): void {
    if (part === '{') {
      this.#start = { line: this.#line, position: this.#position }
      return void (this.#depth = 1)
    }
    if (!BETWEEN.test(part)) {
      const here = { line: this.#line, position: this.#position }
      throw unreadable(`expected an object, but got ${quoted(part.slice(0, 40))}`, here, part.slice(0, 40))
    }
    for (const sign of part) this.#brackets += sign === '[' ? 1 : sign === ']' ? -1 : 0
  }

  /** Says whether the object is whole with it. */
  #add(part: string): boolean {
    const first = this.#length === 0
    this.#parts.push(part)
    this.#length += part.length
    if (this.#length > LONGEST_LINE) {
      throw unreadable(`expected an object, but got more than ${LONGEST_LINE} characters`, this.#start)
    }
    if (first) return false
    if (this.#escaped) this.#escaped = false
    else if (part === '\\') this.#escaped = this.#quoted
    else if (part === '"') this.#quoted = !this.#quoted
    else if (this.#quoted) return false
    else if (part === '{') this.#depth++
    else if (part === '}') return --this.#depth === 0
    return false
  }

  #take(): string {
    const text = this.#parts.join('')
    this.#parts = []
    this.#length = 0
    return text
  }
}
