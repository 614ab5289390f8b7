/** Bytes as JSON carries them: lossless in `base64`, readable in `text` (UTF-8, what is not becomes U+FFFD). */
export interface BytesRecord {
  readonly text: string
  readonly base64: string
  /** True when the peer sent more than was kept. */
  readonly truncated: boolean
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

export function bytesRecord(bytes: Uint8Array, truncated: boolean): BytesRecord {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return { text: decodeText(bytes), base64, truncated }
}
