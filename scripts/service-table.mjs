// The tables of docs/services.md, made from the code: what each service is asked, what names it, what it tells.
// Run: npm run docs:services   (with --check: only says whether the page is up to date)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import prettier from 'prettier'
import ts from 'typescript'
import { loadSource } from '../bench/load-source.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'src/fingerprint/services')
const page = join(root, 'docs/services.md')
const [START, END] = ['<!-- made by npm run docs:services -->', '<!-- end of what is made -->']

/** What the docstring over each probe says, and the fields of its details, by the name of the variable. */
function readServices() {
  const found = new Map()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(folder, file), 'utf8')
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
    const details = source.statements
      .filter(ts.isInterfaceDeclaration)
      .find(({ name }) => /Details$/.test(name.text))
    const fields = details?.members.map(({ name }) => `\`${name.getText(source)}\``) ?? []
    for (const statement of source.statements.filter(ts.isVariableStatement)) {
      const [declaration] = statement.declarationList.declarations
      if (declaration.type?.getText(source) !== 'ServiceProbe') continue
      // By the variable: what it is called is known from the code that runs.
      found.set(declaration.name.text, { file, fields, ...sayings(statement) })
    }
  }
  return found
}

/** The lines `Asks:`, `Known by:` and `Version:` of a docstring. */
function sayings(statement) {
  const text = ts.getTextOfJSDocComment(statement.jsDoc?.at(-1)?.comment) ?? ''
  const paragraphs = text.split(/\n(?=Asks:|Known by:|Version:)/)
  const said = (label) =>
    paragraphs
      .find((line) => line.startsWith(`${label}:`))
      ?.slice(label.length + 1)
      .split('\n\n', 1)[0]
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/\.$/, '')
      .replaceAll('|', '\\|')
  return { asks: said('Asks'), knownBy: said('Known by'), version: said('Version') }
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function row(probe, services) {
  const variable = probe.name
    // No name in the code begins with a digit.
    .replace(/^(\d)(.)/, (_, digit, letter) => DIGITS[digit] + letter.toUpperCase())
    .replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
  const { asks, knownBy, version = '', fields } = services.get(variable) ?? {}
  if (asks === undefined || knownBy === undefined)
    throw new Error(`${probe.name}: expected lines "Asks: …" and "Known by: …" in the docstring of its probe`)
  const many = (ports = []) => (ports.length > 6 ? `${ports.slice(0, 6).join(', ')}, …` : ports.join(', '))
  const tcp = [many(probe.ports), probe.tlsPorts?.length ? `(${many(probe.tlsPorts)})` : '']
    .filter(Boolean)
    .join(' ')
  const cells = [`\`${probe.name}\``, tcp, many(probe.udpPorts), asks, knownBy, version, fields.join(', ')]
  return `| ${cells.join(' | ')} |`
}

function table(probes, services) {
  const head = [
    'service',
    'TCP (inside TLS)',
    'UDP',
    'is asked',
    'is known by',
    '`product`, `version`',
    '`details`',
  ]
  const sorted = [...probes].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  return [
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...sorted.map((probe) => row(probe, services)),
  ].join('\n')
}

/** The part of the page that is made: both tables. */
export async function serviceTables() {
  const { commonServices, optInServices } = await loadSource('fingerprint/services/index.ts')
  const services = readServices()
  return `${START}

${table(commonServices, services)}

## By name only

What hears these may print, move a machine or raise an alarm, so nothing is sent unless the probe is asked for by name, and only to its own ports: \`--probe modbus\`, or \`services: { probes: [...commonServices, 'modbus'] }\`.

${table(optInServices, services)}

${END}`
}

const text = readFileSync(page, 'utf8')
const made = await serviceTables()
const from = text.indexOf(START)
const to = text.indexOf(END)
if (from < 0 || to < from) throw new Error(`docs/services.md: expected the lines ${START} and ${END}`)
const config = await prettier.resolveConfig(page)
const next = await prettier.format(text.slice(0, from) + made + text.slice(to + END.length), {
  ...config,
  filepath: page,
})
if (!process.argv.includes('--check')) writeFileSync(page, next)
else if (next !== text) {
  console.error('docs/services.md is not what the code says; run: npm run docs:services')
  process.exitCode = 1
}
