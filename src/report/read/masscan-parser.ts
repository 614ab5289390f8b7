import type { PortResult } from '../../model/result.ts'
import { Mismatch } from './mismatch.ts'
import { masscanRecord } from './masscan-record.ts'
import { ObjectSplitter, type ObjectText } from './object-splitter.ts'
import { parseJson } from './parse-json.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { atPlace, incomplete } from './report-trouble.ts'
import { UnclearWords } from './unclear-words.ts'

/**
 * masscan's JSON, as each of its versions writes it: keys without quotes, a comma too many, no bracket at the end, a last
 * line that says `finished`, an object a line (`-oD`). A port comes as often as masscan tells of it.
 */
export function masscanParser(): ReportParser {
  const splitter = new ObjectSplitter()
  const unclear = new UnclearWords()
  const read = (object: ObjectText): PortResult[] => {
    const value = parseJson(isStrict(object.text) ? object.text : withQuotedKeys(object.text), object)
    try {
      return masscanRecord(value, unclear)
    } catch (error) {
      throw error instanceof Mismatch ? atPlace(error, object, object.text) : error
    }
  }
  return {
    *write(text): Generator<ReadRecord> {
      for (const object of splitter.write(text)) yield* read(object)
    },
    *end(): Generator<ReadRecord> {
      yield* unclear.warnings()
      if (splitter.open) yield incomplete('the JSON of masscan has no end: what of it was whole')
      yield { kind: 'scan', status: 'started', version: 'masscan', started: '', options: {}, scanned: '' }
    },
  }
}

function isStrict(text: string): boolean {
  return /^\{\s*["}]/.test(text)
}

/** Strings have an end: the text is a whole object. */
function withQuotedKeys(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\[^])*"|([{,]\s*)(\w{1,20})(?=\s*:)/g,
    (whole, before?: string, key?: string) => (key === undefined ? whole : `${before}"${key}"`),
  )
}
