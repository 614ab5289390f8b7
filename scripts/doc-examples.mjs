// `node scripts/doc-examples.mjs` writes the files of examples/ into the documents that show them: below each line
// `<!-- examples/name.ts -->`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const place = /^<!-- (examples\/\S+) -->\n(?:\n```\w+\n[\s\S]*?\n```\n)?/gm

/** The documents of this repository, by path. */
export function documents() {
  const own = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'))
  return [...own('.'), ...own('docs').map((name) => `docs/${name}`)]
}

/** A document with each example as its file is now. */
export function withExamples(text) {
  return text.replace(place, (_all, path) => {
    const example = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n').trimEnd()
    return `<!-- ${path} -->\n\n\`\`\`${extname(path).slice(1)}\n${example}\n\`\`\`\n`
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const path of documents()) {
    const text = readFileSync(join(root, path), 'utf8')
    const filled = withExamples(text)
    if (filled !== text) writeFileSync(join(root, path), filled)
  }
}
