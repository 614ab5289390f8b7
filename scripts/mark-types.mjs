// A class of which only the type is exported: tsup's declarations say that there is a value too, which nobody would find.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Marks with `type`, in the declarations of each entry below the folder, what its JavaScript does not export. */
export function markTypes(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.d\.c?ts$/.test(file))
  for (const file of files) {
    const values = exportedValues(readFileSync(join(folder, file.replace(/\.d\.c?ts$/, '.cjs')), 'utf8'))
    const text = readFileSync(join(folder, file), 'utf8')
    writeFileSync(join(folder, file), withTypes(text, values))
  }
}

/** The names that a bundle of esbuild in CommonJS exports. */
export function exportedValues(text) {
  const [, object] = /^module\.exports = __toCommonJS\((\w+)\);$/m.exec(text) ?? []
  const [, list = ''] = new RegExp(`^__export\\(${object}, \\{\\n(.*?)\\n\\}\\);$`, 'ms').exec(text) ?? []
  return new Set([...list.matchAll(/^ {2}(\w+): \(\) =>/gm)].map(([, name]) => name))
}

/** Declarations whose export list has `type` before every name that is no value. */
export function withTypes(text, values) {
  return text.replace(/^export \{ (.*) \};$/gm, (_whole, list) => {
    const names = list.split(', ').map((item) => {
      const name = item.split(' as ').at(-1)
      return item.startsWith('type ') || values.has(name) ? item : `type ${item}`
    })
    return `export { ${names.join(', ')} };`
  })
}
