/** One reply of a protocol with three-digit codes (RFC 959 4.2, RFC 5321 4.2.1). */
export interface CodedReply {
  readonly code: number
  /** The texts of its lines, without the codes. */
  readonly lines: readonly string[]
  /** True when its last line is there: code, then a blank. */
  readonly whole: boolean
  /** Where the next reply starts in the text. */
  readonly end: number
}

const MAX_LINES = 128
const START = /^(?<code>[1-5]\d\d)(?:[ -]|\r?\n|$)/

/**
 * The first reply of a text. Lines in the middle of a long reply may carry the code (SMTP) or not (FTP).
 * `undefined` where the text does not start with a reply.
 */
export function parseReply(text: string): CodedReply | undefined {
  const code = START.exec(text)?.groups?.['code']
  if (code === undefined) return undefined
  const lines: string[] = []
  let at = 0
  while (at < text.length && lines.length < MAX_LINES) {
    const feed = text.indexOf('\n', at)
    const end = feed === -1 ? text.length : feed
    const line = text.slice(at, end).replace(/\r$/, '')
    const coded = line.startsWith(code)
    lines.push(coded ? line.slice(4) : line)
    at = feed === -1 ? text.length : feed + 1
    if (coded && line.charAt(3) !== '-') return { code: Number(code), lines, whole: feed !== -1, end: at }
  }
  return { code: Number(code), lines, whole: false, end: at }
}

/** The lines of a dot-terminated or plain list (POP3, IMAP), at most 128 of them. */
export function textLines(text: string): string[] {
  return text.split('\n', MAX_LINES).map((line) => line.replace(/\r$/, ''))
}
