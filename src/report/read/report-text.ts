import { ScanError } from '../../model/errors.ts'

type Piece = string | Uint8Array

/** The text of a report, or what gives it: a stream, a generator, the pieces of a writer. */
export type ReportText =
  string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** A string that is larger is read in pieces of this size, so that what is made of it stays small. */
const PIECE = 65_536

/** The text in pieces that are not empty, without a byte order mark. */
export async function* textPieces(source: ReportText): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let first = true
  for await (const piece of pieces(source)) {
    let text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
    if (first && text !== '') {
      first = false
      text = text.replace(/^\uFEFF/, '')
    }
    for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

async function* pieces(source: ReportText): AsyncGenerator<Piece> {
  if (isPiece(source)) return void (yield source)
  if (typeof source !== 'object' || source === null) throw noText(source)
  if (!(Symbol.iterator in source) && !(Symbol.asyncIterator in source)) throw noText(source)
  for await (const piece of source) {
    if (!isPiece(piece)) throw noText(piece)
    yield piece
  }
}

function isPiece(value: unknown): value is Piece {
  return typeof value === 'string' || value instanceof Uint8Array
}

function noText(value: unknown): ScanError {
  const expected = 'expected the text of a report, bytes, or a stream of these'
  return new ScanError('ERR_OPTION', `${expected}, but got ${value === null ? 'null' : typeof value}`)
}

/** What a report that is held may have: much more would not fit into memory either. */
export const MOST_TEXT = 256 * 1024 * 1024

/** The same text; `ERR_REPORT` where it becomes too long to be held. */
export async function* boundedText(source: ReportText): AsyncGenerator<string> {
  let length = 0
  for await (const text of textPieces(source)) {
    length += text.length
    if (length > MOST_TEXT) {
      const message = `the report has more than ${MOST_TEXT} characters; readEvents() reads it event by event`
      throw new ScanError('ERR_REPORT', message, { position: length })
    }
    yield text
  }
}
