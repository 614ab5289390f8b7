/**
 * The tables of a Markdown text by their cells, as GFM 4.10 splits rows: at each pipe without a backslash. Throws where a
 * row has not the columns of its header, a code span is not closed in its line, or outside of code spans a character could
 * mean something.
 */
export function readMarkdown(text: string): string[][][] {
  const tables: string[][][] = []
  let table: string[][] | undefined
  for (const line of text.split('\n')) {
    if (line.includes('<')) throw new Error(`a tag may begin in ${line}`)
    const outside = line.replace(/`[^`]*`/g, '')
    if (!/^(?:#{1,2} |- )?(?:[A-Za-z0-9 ,():|.-]|\\\|)*$/.test(outside)) {
      throw new Error(`something is not plain in ${line}`)
    }
    if (!line.startsWith('|')) {
      table = undefined
      continue
    }
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (table === undefined) tables.push((table = []))
    else if (cells.length !== table[0]!.length) throw new Error(`${cells.length} columns in ${line}`)
    table.push(cells)
  }
  return tables
}
