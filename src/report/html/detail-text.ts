import { jsonText } from '../json-text.ts'
import { cut } from './markup.ts'

const LENGTH = 200
const ITEMS = 16

/** What a protocol tells, in words; `''` for what is not worth a line. */
export function detailText(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (isPlain(value)) return cut(String(value), LENGTH)
  if (Array.isArray(value))
    return listText(
      value.map((item: unknown) => detailText(item)),
      value.length,
    )
  const fields = isRecord(value) ? Object.entries(value) : []
  if (fields.length === 0 || !fields.every(([, field]) => isPlain(field))) return cut(jsonText(value), LENGTH)
  return listText(
    fields.map(([name, field]) => `${name}: ${cut(String(field), LENGTH)}`),
    fields.length,
  )
}

function listText(items: readonly string[], count: number): string {
  const more = count > ITEMS ? `, … ${count - ITEMS} more` : ''
  return `${items.slice(0, ITEMS).join(', ')}${more}`
}

type Plain = string | number | boolean | bigint

function isPlain(value: unknown): value is Plain {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}

/** `'hostKey'` as `'host key'`. */
export function detailName(name: string): string {
  return cut(
    name.replace(/(?<=[a-z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`),
    40,
  )
}
