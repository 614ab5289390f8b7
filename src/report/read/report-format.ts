import { quoted, unreadable } from './report-trouble.ts'

/** The formats of reports that can be read. `xml` is nmap's, ours and masscan's; `masscan` is its JSON. */
export type ReportFormat = 'json' | 'ndjson' | 'xml' | 'masscan'

/** By the first key of an object, which tells the format also where a tool has sorted the keys. */
const BY_FIRST_KEY: ReadonlyMap<string, ReportFormat> = new Map([
  ['kind', 'ndjson'],
  ['address', 'ndjson'],
  ['code', 'ndjson'],
  ['error', 'ndjson'],
  ['ip', 'masscan'],
  ['data', 'masscan'],
])

/** Text that is enough to tell a format by, blanks aside. */
const ENOUGH = 256

/** The format that a text begins like; `undefined` where there is too little of it. `whole`: no more will come. */
export function formatOf(start: string, whole: boolean): ReportFormat | undefined {
  const text = start.trimStart()
  if (text.length < ENOUGH && !whole) return undefined
  if (text.startsWith('<')) return 'xml'
  if (text.startsWith('[')) return 'masscan'
  // The last line of masscan's, where it has found nothing.
  if (/^\{\s*"?finished"?\s*:\s*\d/.test(text)) return 'masscan'
  const key = /^\{\s*"?(\w{1,20})"?\s*:/.exec(text)?.[1]
  if (key !== undefined || /^\{\s*(\}|$)/.test(text)) return BY_FIRST_KEY.get(key ?? '') ?? 'json'
  const expected = "expected a report in JSON, NDJSON, nmap's XML or masscan's JSON"
  const found = text === '' ? 'nothing' : quoted(text.slice(0, 40))
  throw unreadable(`${expected}, but got ${found}`, { line: 1, position: 0 }, text.slice(0, 40))
}
