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

/** What the docstring over each probe says, by the name of the variable. */
function readServices() {
  const found = new Map()
  for (const source of sourcesIn(folder)) {
    for (const statement of source.statements.filter(ts.isVariableStatement)) {
      const [declaration] = statement.declarationList.declarations
      if (declaration.type?.getText(source) !== 'ServiceProbe') continue
      // By the variable: what it is called is known from the code that runs.
      found.set(declaration.name.text, sayings(statement))
    }
  }
  return found
}

function sourcesIn(place) {
  return readdirSync(place)
    .filter((name) => name.endsWith('.ts'))
    .map((file) =>
      ts.createSourceFile(file, readFileSync(join(place, file), 'utf8'), ts.ScriptTarget.ES2022, true),
    )
}

/** The fields of the details of each service, by its name. */
function readDetails() {
  const sources = [...sourcesIn(join(folder, '..')), ...sourcesIn(folder)]
  const declared = new Map(
    sources
      .flatMap(({ statements }) => [...statements])
      .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      .map((statement) => [statement.name.text, statement]),
  )
  // Shapes that it is made from are named in what it extends, or is another name for.
  const named = (node) => [...(node?.getText().matchAll(/\b\w+Details\b/g) ?? [])].map(([name]) => name)
  const fieldsOf = (name) => {
    const { members = [], heritageClauses = [], type } = declared.get(name) ?? {}
    const bases = [...heritageClauses, type].flatMap(named)
    return [...members.map((member) => member.name.getText()), ...bases.flatMap(fieldsOf)]
  }
  return new Map(
    declared
      .get('ServiceDetails')
      .members.map(({ name, type }) => [name.text, [...new Set(named(type).flatMap(fieldsOf))]]),
  )
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

function row(probe, services, details) {
  const variable = probe.name
    // No name in the code begins with a digit.
    .replace(/^(\d)(.)/, (_, digit, letter) => DIGITS[digit] + letter.toUpperCase())
    .replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
  const { asks, knownBy, version = '' } = services.get(variable) ?? {}
  if (asks === undefined || knownBy === undefined)
    throw new Error(`${probe.name}: expected lines "Asks: …" and "Known by: …" in the docstring of its probe`)
  const many = (ports = []) => (ports.length > 6 ? `${ports.slice(0, 6).join(', ')}, …` : ports.join(', '))
  const tcp = [many(probe.ports), probe.tlsPorts?.length ? `(${many(probe.tlsPorts)})` : '']
    .filter(Boolean)
    .join(' ')
  const fields = (details.get(probe.name) ?? []).map((name) => `\`${name}\``).join(', ')
  const cells = [`\`${probe.name}\``, tcp, many(probe.udpPorts), asks, knownBy, version, fields]
  return `| ${cells.join(' | ')} |`
}

function table(probes, services, details) {
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
    ...sorted.map((probe) => row(probe, services, details)),
  ].join('\n')
}

/** The part of the page that is made: both tables. */
export async function serviceTables() {
  const { commonServices, optInServices } = await loadSource('fingerprint/services/index.ts')
  const services = readServices()
  const details = readDetails()
  return `${START}

${table(commonServices, services, details)}

## By name only

What hears these may print, move a machine or raise an alarm, so nothing is sent unless the probe is asked for by name, and only to its own ports: \`--probe modbus\`, or \`services: { probes: [...commonServices, 'modbus'] }\`.

${table(optInServices, services, details)}

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
