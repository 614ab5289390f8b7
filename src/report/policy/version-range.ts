import { compareVersions, isPatchOf } from './compare-versions.ts'

/** Which versions will do: all of `parts` must fit. */
export interface VersionRange {
  /** As it was written. */
  readonly text: string
  readonly parts: readonly VersionBound[]
}

export interface VersionBound {
  /** `~`: the version or a patch of it. */
  readonly relation: '>=' | '>' | '<=' | '<' | '=' | '~'
  readonly version: string
}

/** `'>=1.24'`, `'>=1.24 <2'`, `'=9.2p1'`, `'1.24'` for 1.24 and all of its patches; `undefined` for anything else. */
export function parseVersionRange(text: string): VersionRange | undefined {
  const parts: VersionBound[] = []
  const bound = /[\s,]*(>=|>|<=|<|=)?\s*v?(\d[\w.~+-]*)(?![^\s,])/y
  while (bound.lastIndex < text.trimEnd().length) {
    const [all, relation = '~', version = ''] = bound.exec(text) ?? []
    // `1.x` of other tools is `1` here.
    if (all === undefined || /\.x\b/i.test(version)) return undefined
    parts.push({ relation: relation as VersionBound['relation'], version })
  }
  return parts.length === 0 ? undefined : { text: text.trim(), parts }
}

/** `undefined` where a version has no number in it. */
export function satisfiesVersion(version: string, { parts }: VersionRange): boolean | undefined {
  const fits = parts.map((bound) => fitsBound(version, bound))
  return fits.includes(undefined) ? undefined : !fits.includes(false)
}

function fitsBound(version: string, bound: VersionBound): boolean | undefined {
  if (bound.relation === '~') return isPatchOf(version, bound.version)
  const order = compareVersions(version, bound.version)
  if (order === undefined) return undefined
  switch (bound.relation) {
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    case '<':
      return order < 0
    case '=':
      return order === 0
  }
}
