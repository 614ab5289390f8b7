/** As long as a text of somebody else may be on the page. */
const MOST = 300

// Control, format (bidi controls, tags) and separator characters, lone surrogates, and what is drawn as nothing.
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/**
 * A text of a peer as people may see it: nothing hides in it, or turns the direction of writing.
 *
 * @example
 * visibleText('a\u202Eb') // 'a\\u{202e}b'
 */
export function visibleText(text: string, most = MOST): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text
  return short.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
