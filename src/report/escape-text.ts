// Control characters, lone surrogates, line and paragraph separators, format characters (bidi controls, tags), and
// whatever a terminal draws as nothing (zero-width, fillers, variation selectors).
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Makes text from the network fit for a terminal, a log or a table: one line, nothing that moves the cursor,
 * hides, or turns the direction of writing. What is dangerous becomes visible as `\xNN` or `\u{N…}`; all else stays.
 *
 * Every place that writes text uses this, whatever the text's origin is said to be.
 *
 * @example
 * escapeText('SSH-2.0\r\n\u202Eevil') // 'SSH-2.0\\x0d\\x0a\\u{202e}evil'
 */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** The same set, in the escapes of JSON: `JSON.parse` gives back the text unchanged. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, (character) => {
    let escaped = ''
    for (let at = 0; at < character.length; at++) {
      escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
    }
    return escaped
  })
}
