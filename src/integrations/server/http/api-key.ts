import { createHash, randomBytes } from 'node:crypto'

/** A key that was just made: `text` is shown once, the rest is what is kept of it. */
export interface ApiKey {
  /** `psc_<prefix>_<secret>`: 256 bits of secret. */
  readonly text: string
  readonly prefix: string
  /** SHA-256 of the text. */
  readonly hash: Uint8Array
}

const FORM = /^psc_([a-f0-9]{12})_[\w-]{43}$/

/** The letters are those of base64url and of hexadecimal digits: a double click selects the whole key. */
export function makeApiKey(): ApiKey {
  const prefix = randomBytes(6).toString('hex')
  const text = `psc_${prefix}_${randomBytes(32).toString('base64url')}`
  return { text, prefix, hash: hashOf(text) }
}

/** The parts of what may be a key; nothing where it has not the form of one. */
export function readApiKey(text: string): Pick<ApiKey, 'prefix' | 'hash'> | undefined {
  const prefix = FORM.exec(text)?.[1]
  return prefix === undefined ? undefined : { prefix, hash: hashOf(text) }
}

export function hashOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

/** Text for a log, without what may be a key. */
export function withoutKeys(text: string): string {
  return text.replace(/psc_[a-f0-9]{1,12}_[\w-]*/gi, 'psc_…')
}
