import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

/** Puts texts between the pairs of marks of a document that are named like them; the marks stay. */
export async function writeInto(path, texts) {
  const page = Object.entries(texts).reduce(between, readFileSync(path, 'utf8'))
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), parser: 'markdown' }))
}

function between(page, [name, text]) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`expected ${begin} and ${end}, and text between them`)
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
}
