/** What the codes from 0x40 on stand for in EBCDIC, code page 37; a blank where there is no printable ASCII. */
const CODES = [
  '           .<(+|&         !$*);~',
  '-/        |,%_>?         `:#@\'="',
  ' abcdefghi       jklmnopqr      ',
  ' ~stuvwxyz                      ',
  '{ABCDEFGHI      }JKLMNOPQR      ',
  '\\ STUVWXYZ      0123456789      ',
].join('')

/** A text in EBCDIC; one that is plain ASCII by its bytes (some servers are) is taken as it is. */
export function ebcdic(bytes: Uint8Array): string {
  const some = bytes.subarray(0, 256)
  if (some.every((byte) => byte >= 0x20 && byte < 0x7f)) return Buffer.from(some).toString('latin1')
  return [...some].map((byte) => CODES[byte - 0x40] ?? ' ').join('')
}
