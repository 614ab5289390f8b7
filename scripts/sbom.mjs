// `node scripts/sbom.mjs` prints what the package consists of, as CycloneDX: what npm installs with it, and what the build
// has taken in, which npm does not know of. Needs dist/.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const all = sbom()
const shipped = sbom('--omit', 'dev', '--omit', 'optional', '--omit', 'peer')
const known = new Set(shipped.components.map((component) => component['bom-ref']))
const bundled = bundledPackages().map(componentOf)
const added = bundled.filter((component) => !known.has(component['bom-ref']))
const { component } = shipped.metadata
const own = shipped.dependencies.find(({ ref }) => ref === component['bom-ref'])
own.dependsOn = [...new Set([...own.dependsOn, ...bundled.map((taken) => taken['bom-ref'])])]
// npm names it by the folder.
component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name
const dependencies = [
  ...shipped.dependencies,
  ...added.map((taken) => ({ ref: taken['bom-ref'], dependsOn: [] })),
]
const components = [...shipped.components, ...added]
process.stdout.write(`${JSON.stringify({ ...shipped, components, dependencies }, undefined, 2)}\n`)

function sbom(...args) {
  const options = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'library',
    '--package-lock-only',
    ...args,
  ]
  return JSON.parse(execFileSync('npm', options, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }))
}

/** As `name@version`, of the first lines of the licences that lie beside the code. */
function bundledPackages() {
  const text = readFileSync(join(root, 'dist', 'licenses.txt'), 'utf8')
  return text.split(/^-{80}\n\n/m).map((part) => /^(\S+) (\S+) \(/.exec(part).slice(1).join('@'))
}

/** Without npm's word that it is for development only: here it is published. */
function componentOf(ref) {
  const found = all.components.find((component) => component['bom-ref'] === ref)
  if (!found) throw new Error(`dist/licenses.txt has ${ref}, which is not in the lockfile`)
  const properties = (found.properties ?? []).filter(({ name }) => name !== 'cdx:npm:package:development')
  return { ...found, scope: 'required', properties }
}
