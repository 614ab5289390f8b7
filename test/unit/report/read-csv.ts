/** A strict reader of RFC 4180, by its grammar. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let at = 0
  const cell = (): string => {
    if (text[at] !== '"') {
      const [plain = ''] = /^[^",\r\n]*/.exec(text.slice(at)) ?? []
      at += plain.length
      return plain
    }
    let value = ''
    for (at++; ; at++) {
      if (at >= text.length) throw new Error('quote not closed')
      if (text[at] !== '"') value += text[at]
      else if (text[at + 1] === '"') value += text[at++]
      else break
    }
    at++
    return value
  }
  while (at < text.length) {
    const row = [cell()]
    while (text[at] === ',') {
      at++
      row.push(cell())
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no line end at ${at}: ${text.slice(at, at + 20)}`)
    at += 2
    rows.push(row)
  }
  return rows
}
