/** More than this nobody needs to say first, and nothing so long should be sent to strangers. */
export const MOST_SENT = 4096

const ESCAPE = /\\(?:x([\da-f]{2})|([\s\S]?))/gi
const SINGLE: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' }

/**
 * The bytes of a `send`: text with escapes (characters beyond ASCII as UTF-8, `\xFF` as that one byte), or
 * hexadecimal digits with blanks between bytes. Throws an `Error` that says in a few words what is wrong.
 */
export function sentBytes(send: string | { readonly hex: string }): Uint8Array {
  const bytes = typeof send === 'string' ? textBytes(send) : hexBytes(send.hex)
  if (bytes.length === 0) throw new Error('it is empty; leave it away for a probe that only listens')
  if (bytes.length > MOST_SENT) throw new Error(`it is longer than ${MOST_SENT} bytes`)
  return bytes
}

function textBytes(text: string): Uint8Array {
  const parts: Buffer[] = []
  let end = 0
  for (const found of text.matchAll(ESCAPE)) {
    const [whole, digits, letter = ''] = found
    const byte = digits === undefined ? SINGLE[letter] : String.fromCharCode(parseInt(digits, 16))
    if (byte === undefined) {
      throw new Error(`'${whole}' is no escape; expected \\r, \\n, \\t, \\0, \\\\ or \\xFF`)
    }
    parts.push(Buffer.from(text.slice(end, found.index)), Buffer.from(byte, 'latin1'))
    end = found.index + whole.length
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(end))])
}

function hexBytes(hex: string): Uint8Array {
  const digits = hex.replace(/\s/g, '')
  if (!/^(?:[\da-f]{2})*$/i.test(digits)) {
    throw new Error("it is not hexadecimal; expected two digits a byte, such as '01 ff'")
  }
  return Buffer.from(digits, 'hex')
}
