// The licences of what a build has taken in: they ask to travel with the code.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** Names of packages whose code or data lies in the built files, with their licences, as one text. */
export function licensesOf(folder) {
  const folders = new Set(scriptsIn(folder).flatMap(packagesIn))
  // What a fresh database holds was made by it.
  if (existsSync(join(folder, 'server', 'database.tar.br'))) folders.add('node_modules/@electric-sql/pglite')
  return [...folders]
    .sort(byName)
    .map(licenseOf)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function scriptsIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.c?js$/.test(name))
  return files.map((name) => readFileSync(join(folder, name), 'utf8'))
}

// esbuild says in a comment which file the code below comes from.
function packagesIn(script) {
  const comments = script.matchAll(
    /^\s*\/\/ (node_modules\/(?:.+\/node_modules\/)?(?:@[^/]+\/)?[^/\s]+)\/\S+$/gm,
  )
  return [...comments].map(([, folder]) => folder)
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  return `${name} ${version} (${license})\n\n${readFileSync(licenseFile(folder, name), 'utf8').trim()}\n`
}

/** The package's own; of one that leaves it out of what it publishes, the one of its repository is kept here. */
function licenseFile(folder, name) {
  const own = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
  if (own) return join(root, folder, own)
  const kept = join(root, 'scripts/licenses', `${name}.txt`)
  if (!existsSync(kept)) throw new Error(`${folder} goes into the build and has no file with its licence.`)
  return kept
}

function byName(a, b) {
  return a.slice(a.lastIndexOf('node_modules/')) < b.slice(b.lastIndexOf('node_modules/')) ? -1 : 1
}
