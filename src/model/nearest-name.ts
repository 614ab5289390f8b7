/** The name that was probably meant: the nearest by edits (swaps count as one), if it is near enough. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const wanted = word.slice(0, 32).toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= least) continue
    const distance = edits(wanted, name.toLowerCase())
    if (distance >= least) continue
    least = distance
    best = name
  }
  return best
}

// Optimal string alignment: Damerau's distance without editing a swapped pair again.
function edits(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[b.length]!
}
