/**
 * The text that every match must begin the field with; empty where the pattern does not say. Most of Recog's patterns
 * begin with a name, and looking for that first is many times faster than running them.
 */
export function literalStart(pattern: string, flags: string): string {
  if (flags !== '' || /[|]|^\(\?/.test(pattern)) return ''
  const [, text = '', next = ''] = /^\^([\w /,:;@=-]{1,60})(.?)/s.exec(pattern) ?? []
  // A repeat after it may mean that its last character is not there.
  return /[?*{]/.test(next) ? text.slice(0, -1) : text
}
