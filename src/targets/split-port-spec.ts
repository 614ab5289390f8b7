import type { Transport } from '../model/endpoint.ts'
import { ScanError } from '../model/errors.ts'
import type { PortSpec } from '../model/target.ts'
import { quoteInput } from './quote-input.ts'

/** One piece of a port specification: what it says, over which transports, and where it starts in its text. */
export interface PortPiece {
  readonly input: string
  readonly text: string
  readonly position: number
  readonly transports: readonly Transport[]
  /** True where it says what to leave out. */
  readonly negative: boolean
}

/** Long enough to list every port one by one. */
const LONGEST_SPEC = 400_000
const LAST_PORT = 65_535

/** The pieces between the commas. A prefix lasts to the next one in its text, but in `!U:53` for that piece alone. */
export function* splitPortSpec(spec: PortSpec, usual: readonly Transport[]): Generator<PortPiece> {
  for (const part of Array.isArray(spec) ? (spec as readonly unknown[]) : [spec as unknown]) {
    if (typeof part === 'number') yield numberPiece(part, usual)
    else if (typeof part === 'string') yield* textPieces(part, usual)
    else {
      const message = `ports must be text, a number or an array of these, but got ${typeof part}`
      throw new ScanError('ERR_OPTION', message)
    }
  }
}

/** Throws `ERR_OPTION` for a piece that cannot be read. */
export function failPiece(piece: Pick<PortPiece, 'input' | 'text' | 'position'>, trouble: string): never {
  const message = `port ${quoteInput(piece.text)} ${trouble} (a right one: '22,80,8000-8100,!8080')`
  throw new ScanError('ERR_OPTION', message, { input: piece.input, position: piece.position })
}

function* textPieces(input: string, usual: readonly Transport[]): Generator<PortPiece> {
  if (input.length > LONGEST_SPEC) {
    const message = `a port specification has at most ${LONGEST_SPEC} characters, but got ${input.length}`
    throw new ScanError('ERR_OPTION', message, { input, position: LONGEST_SPEC })
  }
  let transports = usual
  let position = 0
  for (const raw of input.split(',')) {
    const text = raw.trim()
    const [, lasting = '', mark = '', alone = ''] = /^([tu]:)?(!?)([tu]:)?/i.exec(text)!
    transports = transportsOf(lasting) ?? transports
    const skipped = lasting.length + mark.length + (mark === '' ? 0 : alone.length)
    yield {
      input,
      text: text.slice(skipped),
      position: position + raw.indexOf(text) + skipped,
      transports: (mark === '' ? undefined : transportsOf(alone)) ?? transports,
      negative: mark === '!',
    }
    position += raw.length + 1
  }
}

function transportsOf(prefix: string): readonly Transport[] | undefined {
  if (prefix === '') return undefined
  return prefix.toLowerCase() === 'u:' ? ['udp'] : ['tcp']
}

// As text, -5 would be the range up to 5.
function numberPiece(port: number, transports: readonly Transport[]): PortPiece {
  const piece = { input: String(port), text: String(port), position: 0, transports, negative: false }
  if (!Number.isInteger(port) || port < 1) failPiece(piece, `is not a whole number from 1 to ${LAST_PORT}`)
  return piece
}
