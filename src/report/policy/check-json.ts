import { jsonText } from '../json-text.ts'
import type { PolicyCheck } from './violation.ts'

/** A check as JSON, in pieces of one violation or one host each, by its own names. */
export function* checkJson({ violations, unchecked, hosts, ...facts }: PolicyCheck): Generator<string> {
  yield jsonText(facts).slice(0, -1)
  for (const [name, items] of Object.entries({ violations, unchecked, hosts })) {
    yield `,\n"${name}":[`
    for (const [at, item] of items.entries()) yield `${at === 0 ? '\n' : ',\n'}${jsonText(item)}`
    yield ']'
  }
  yield '}\n'
}
