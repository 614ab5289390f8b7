import { latin1 } from './field.ts'

/** The head of an HTTP/1 response and where its body starts. */
export interface HttpResponse {
  /** `'1.1'`, `'1.0'`; `'icy'` for SHOUTcast's own status line. */
  readonly version: string
  readonly status: number
  readonly reason: string
  /** Names in lower case, in order; at most 128. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Where the body starts; `undefined` while the head is not whole. */
  readonly bodyAt: number | undefined
  /** Interim responses (1xx) that came before this one. */
  readonly interim: number
}

const MOST_HEADERS = 128
const MOST_LINE = 8_192
const MOST_INTERIM = 16
const STATUS_LINE = /^(?:HTTP\/(?<version>\d\.\d)|ICY) {1,4}(?<status>[1-9]\d\d)(?: (?<reason>.{0,128}))?/

/** Streams of sound and pictures have no end, and nothing to read. */
const ENDLESS = /^(?:audio\/|video\/|multipart\/x-mixed-replace\b)/i

/** Reads the status line (RFC 9112 4) and the header fields (RFC 9110 5); interim responses are stepped over. */
export function parseHttpResponse(bytes: Uint8Array): HttpResponse | undefined {
  let start = 0
  for (let interim = 0; ; interim++) {
    const response = parseHead(bytes, start, interim)
    const another = response !== undefined && response.status < 200 && response.status !== 101
    if (!another || response.bodyAt === undefined || interim === MOST_INTERIM) return response
    // What follows an interim response may not have come yet.
    const next = parseHead(bytes, response.bodyAt, interim + 1)
    if (next === undefined) return response
    start = response.bodyAt
  }
}

/** The first value of a header field. */
export function header(response: HttpResponse, name: string): string | undefined {
  return response.headers.find(([key]) => key === name)?.[1]
}

/** Every value of a header field that may come more than once. */
export function headers(response: HttpResponse, name: string): readonly string[] {
  return response.headers.filter(([key]) => key === name).map(([, value]) => value)
}

/**
 * Whether the whole response is there, as far as its head tells; one without a length ends with the connection. An
 * answer that is not HTTP at all is whole at once: there is nothing to wait for.
 */
export function isWholeResponse(bytes: Uint8Array): boolean {
  const start = latin1(bytes, 0, 5)
  if (!'HTTP/'.startsWith(start) && !'ICY '.startsWith(start.slice(0, 4))) return true
  const response = parseHttpResponse(bytes)
  if (response?.bodyAt === undefined || response.status < 200) return false
  const body = bytes.length - response.bodyAt
  if (response.status === 204 || response.status === 304) return true
  if (ENDLESS.test(header(response, 'content-type') ?? '')) return true
  const length = header(response, 'content-length')
  if (length !== undefined && /^\d{1,10}$/.test(length)) return body >= Math.min(Number(length), 12_288)
  return header(response, 'transfer-encoding') !== undefined && endsWith(bytes, '\r\n0\r\n\r\n')
}

function parseHead(bytes: Uint8Array, start: number, interim: number): HttpResponse | undefined {
  const statusEnd = lineEnd(bytes, start)
  const line = STATUS_LINE.exec(latin1(bytes, start, Math.min(statusEnd.text, start + 256)))?.groups
  if (line === undefined) return undefined
  const fields: [string, string][] = []
  let at = statusEnd.next
  let bodyAt: number | undefined
  while (at < bytes.length) {
    const end = lineEnd(bytes, at)
    if (end.text === at && end.found) {
      bodyAt = end.next
      break
    }
    if (fields.length < MOST_HEADERS && end.found)
      addField(fields, latin1(bytes, at, Math.min(end.text, at + MOST_LINE)))
    at = end.next
  }
  const { version = 'icy', status, reason = '' } = line
  return { version, status: Number(status), reason: reason.trim(), headers: fields, bodyAt, interim }
}

function addField(fields: [string, string][], line: string): void {
  const colon = line.indexOf(':')
  const name = line.slice(0, colon).toLowerCase()
  if (colon > 0 && colon <= 64 && /^[!#-'*+.^`|~\w-]{1,64}$/.test(name))
    fields.push([name, line.slice(colon + 1).trim()])
}

// Lines end in CR LF; a lone LF is taken too (RFC 9112 2.2).
function lineEnd(bytes: Uint8Array, start: number): { text: number; next: number; found: boolean } {
  const feed = bytes.indexOf(0x0a, start)
  if (feed === -1) return { text: bytes.length, next: bytes.length, found: false }
  const text = feed > start && bytes[feed - 1] === 0x0d ? feed - 1 : feed
  return { text, next: feed + 1, found: true }
}

function endsWith(bytes: Uint8Array, text: string): boolean {
  return latin1(bytes, Math.max(0, bytes.length - text.length)) === text
}
