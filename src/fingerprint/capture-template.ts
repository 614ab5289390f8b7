/** Puts the groups of a match into a text: `'$1'`, `'$1.$2'`. `undefined` where a group that it names is not there. */
export type CaptureTemplate = (groups: readonly (string | undefined)[]) => string | undefined

const PART = /\$(?:\$|\d{1,2})/g

/**
 * Reads a template: `$1` to `$99` are groups, `$0` is the whole match, `$$` is a dollar sign. `quote` is put round each
 * group's text.
 */
export function captureTemplate(text: string, quote: (value: string) => string = same): CaptureTemplate {
  return (groups) => {
    let missing = false
    const filled = text.replace(PART, (part) => {
      if (part === '$$') return '$'
      const value = groups[Number(part.slice(1))]
      if (value === undefined || value === '') missing = true
      return quote(value ?? '')
    })
    return missing ? undefined : filled
  }
}

/** The greatest group that a template names; 0 where it names none. */
export function greatestGroup(text: string): number {
  const groups = (text.match(PART) ?? []).map((part) => (part === '$$' ? 0 : Number(part.slice(1))))
  return Math.max(0, ...groups)
}

function same(value: string): string {
  return value
}
