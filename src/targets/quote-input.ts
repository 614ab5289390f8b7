/** Text from outside, fit for a message: in quotes, control bytes escaped, cut to a line's length. */
export function quoteInput(text: string): string {
  const cut = text.length > 60 ? `${text.slice(0, 57)}...` : text
  // JSON escapes C0 controls and lone surrogates; what else could move a terminal's cursor or turn text round is left.
  const quoted = JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"')
  return `'${quoted.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, escapeOne)}'`
}

function escapeOne(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
