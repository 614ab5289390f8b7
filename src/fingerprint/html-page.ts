import { cleanValue, latin1 } from './field.ts'

/** What the head of an HTML page says of the software behind it. */
export interface PageFacts {
  /** The title, entities decoded, at most 256 characters. */
  readonly title?: string
  /** `<meta name="generator">`. */
  readonly generator?: string
}

/** More of a page is not looked at. */
const LOOKED_AT = 16_384
/** A tag longer than this is no tag that we read. */
const MOST_TAG = 512
const MOST_META_TAGS = 64

/** Reads title and generator from an HTML page by plain searching: linear in its length, never throws. */
export function pageFacts(body: Uint8Array): PageFacts {
  const page = latin1(body, 0, LOOKED_AT)
  const lower = page.toLowerCase()
  const title = cleanValue(titleOf(page, lower))
  const generator = cleanValue(generatorOf(page, lower))
  return { ...(title !== undefined && { title }), ...(generator !== undefined && { generator }) }
}

function titleOf(page: string, lower: string): string | undefined {
  const tag = lower.indexOf('<title')
  const start = tag === -1 ? -1 : lower.indexOf('>', tag)
  if (start === -1 || start - tag > MOST_TAG) return undefined
  const end = lower.indexOf('<', start)
  const text = page.slice(start + 1, Math.min(end === -1 ? page.length : end, start + 1 + 1_024))
  return decodeEntities(decodeText(text)).replace(/\s{1,1024}/g, ' ')
}

function generatorOf(page: string, lower: string): string | undefined {
  let at = lower.indexOf('<meta')
  for (let seen = 0; at !== -1 && seen < MOST_META_TAGS; seen++) {
    const end = lower.indexOf('>', at)
    const tag = page.slice(at, Math.min(end === -1 ? page.length : end, at + MOST_TAG))
    if (/\sname\s{0,4}=\s{0,4}["']?generator\b/i.test(tag)) {
      const content = /\scontent\s{0,4}=\s{0,4}(?:"([^"]{1,256})"|'([^']{1,256})')/i.exec(tag)
      const value = content?.[1] ?? content?.[2]
      if (value !== undefined) return decodeEntities(decodeText(value))
    }
    at = lower.indexOf('<meta', at + 5)
  }
  return undefined
}

// Nearly every page is UTF-8; one that is not is shown byte for byte.
function decodeText(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['middot', '·'],
  ['raquo', '»'],
  ['laquo', '«'],
])

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES.get(name.toLowerCase()) ?? whole
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    const valid = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    return valid ? String.fromCodePoint(point) : whole
  })
}
