import { optionalPeer } from '../../model/optional-peer.ts'

/** One value of a fingerprint: fixed (`pos` 0), or what a group of the pattern caught. */
export interface FingerprintParam {
  readonly pos: number
  readonly name: string
  readonly value: string
}

/** One fingerprint of a file, its pattern as written. */
export interface Fingerprint {
  readonly pattern: string
  readonly flags: string
  readonly params: readonly FingerprintParam[]
}

/** What a file of Recog holds: `matches` names the kind of text that its patterns are for. */
export interface FingerprintFile {
  readonly matches: string
  readonly fingerprints: readonly Fingerprint[]
}

/** Fingerprints of a file, and values of a fingerprint, at most. */
const MOST_FINGERPRINTS = 20_000
const MOST_PARAMS = 64
const LONGEST_VALUE = 512

const FLAGS: Readonly<Record<string, string>> = {
  REG_ICASE: 'i',
  REG_DOT_NEWLINE: 's',
  REG_MULTILINE: 's',
  REG_LINE_ANY_CRLF: 'm',
}

/** Reads a file of Recog. Needs the optional peer `saxes`. Throws an `Error` with the line for what is no XML. */
export async function readFingerprints(text: string): Promise<FingerprintFile> {
  const { SaxesParser } = await optionalPeer('saxes', 'Recog', () => import('saxes'))
  const fingerprints: Fingerprint[] = []
  let matches = ''
  let params: FingerprintParam[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'fingerprints') matches = attributes['matches'] ?? ''
    if (name === 'fingerprint') {
      if (fingerprints.length >= MOST_FINGERPRINTS)
        throw new Error(`it has more than ${MOST_FINGERPRINTS} fingerprints`)
      params = []
      fingerprints.push({
        pattern: attributes['pattern'] ?? '',
        flags: flagsOf(attributes['flags'] ?? ''),
        params,
      })
    }
    if (name === 'param' && params.length < MOST_PARAMS) params.push(paramOf(attributes))
  })
  parser.write(text).close()
  return { matches, fingerprints }
}

function paramOf({ pos = '', name = '', value = '' }: Readonly<Record<string, string>>): FingerprintParam {
  return { pos: /^\d{1,2}$/.test(pos) ? Number(pos) : 0, name, value: value.slice(0, LONGEST_VALUE) }
}

function flagsOf(words: string): string {
  const letters = words.split(/[\s,|]+/).map((word) => FLAGS[word] ?? '')
  return [...new Set(letters)].join('')
}
