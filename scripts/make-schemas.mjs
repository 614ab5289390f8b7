// The JSON Schemas of what the formats json and ndjson write, made from the types: docs/schema/*.schema.json.
// Run: npm run docs:schemas
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const models = ['endpoint', 'errors', 'event', 'host', 'record', 'report', 'result', 'service', 'stats']
const declared = new Map(models.flatMap((name) => declarations(at(`src/model/${name}.ts`))))

const port = { type: 'integer', minimum: 0, maximum: 65535 }
const time = { type: 'string', format: 'date-time' }
const count = { type: 'integer', minimum: 0 }

/** What is not what its type says: as JSON carries it. */
const written = {
  Uint8Array: {
    description: 'Bytes: readable in `text` (what is not UTF-8 becomes U+FFFD), lossless in `base64`.',
    ...record({
      text: { type: 'string' },
      base64: { type: 'string', contentEncoding: 'base64' },
      truncated: { description: 'True when the peer sent more than was kept.', type: 'boolean' },
    }),
  },
  ScanError: {
    description: 'An error: its stable code, its text, and what it knows beside that.',
    ...record({ code: { $ref: '#/$defs/ErrorCode' }, message: { type: 'string' }, ...errorFacts() }, [
      'code',
      'message',
    ]),
  },
}

/** What a type cannot say, by `Type.member`. */
const sharper = {
  'PortResult.port': port,
  'Skipped.port': port,
  'PortResult.at': time,
  'PortResult.attempts': count,
  'ScanStart.started': time,
  'ScanEnd.finished': time,
  'ScanReport.started': time,
  'ScanReport.finished': time,
  'HostReport.unprobed': count,
  'HostEvent.unprobed': count,
  'Certificate.fingerprint256': { type: 'string', pattern: '^[0-9a-f]{64}$' },
}

/** Each schema by its path. */
export const schemas = {
  'docs/schema/record.schema.json': schema('A line of NDJSON of portscan-core', 'ReportRecord'),
  'docs/schema/report.schema.json': schema('A report of portscan-core in JSON', 'ScanReport'),
}

function schema(title, name) {
  const $defs = {}
  const { $ref } = reference(name, $defs)
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, $ref, $defs }
}

function reference(name, $defs) {
  if (!(name in $defs)) {
    $defs[name] = {}
    $defs[name] = definition(name, $defs)
  }
  return { $ref: `#/$defs/${name}` }
}

function definition(name, $defs) {
  if (name in written) {
    if (name === 'ScanError') for (const inner of ['ErrorCode', 'ResolveFailure']) reference(inner, $defs)
    return written[name]
  }
  const node = declared.get(name)
  if (node === undefined) throw new Error(`no type of that name: ${name}`)
  const inside = ts.isInterfaceDeclaration(node) ? members(node, $defs, name) : typed(node.type, $defs)
  return { ...said(node), ...inside }
}

function members(node, $defs, owner) {
  const properties = {}
  for (const member of node.members) {
    const name = member.name.text
    properties[name] = { ...said(member), ...(sharper[`${owner}.${name}`] ?? typed(member.type, $defs)) }
  }
  const required = node.members.filter((member) => !member.questionToken).map((member) => member.name.text)
  return record(properties, required)
}

function typed(node, $defs) {
  if (ts.isTypeOperatorNode(node)) return typed(node.type, $defs)
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: typed(node.elementType, $defs) }
  if (ts.isTypeLiteralNode(node)) return members(node, $defs)
  if (ts.isUnionTypeNode(node)) return union(node.types, $defs)
  if (ts.isLiteralTypeNode(node)) return { const: literal(node) }
  if (ts.isTypeReferenceNode(node)) return named(node, $defs)
  return { type: { string: 'string', number: 'number', boolean: 'boolean' }[node.getText()] }
}

function union(types, $defs) {
  const literals = types.filter(ts.isLiteralTypeNode).map(literal)
  const others = types.filter((type) => !ts.isLiteralTypeNode(type)).map((type) => typed(type, $defs))
  const values = literals.length === 0 ? [] : [{ enum: literals }]
  return others.length === 0 ? values[0] : { anyOf: [...others, ...values] }
}

function named(node, $defs) {
  const name = node.typeName.text
  const [first, second] = node.typeArguments ?? []
  if (name === 'Readonly' || name === 'Partial') return typed(first, $defs)
  if (name !== 'Record') return reference(name, $defs)
  if (second.kind === ts.SyntaxKind.UnknownKeyword) return { type: 'object' }
  const values = second.kind === ts.SyntaxKind.NumberKeyword ? count : typed(second, $defs)
  return { type: 'object', propertyNames: typed(first, $defs), additionalProperties: values }
}

function literal({ literal }) {
  return ts.isNumericLiteral(literal) ? Number(literal.text) : literal.text
}

function record(properties, required = Object.keys(properties)) {
  return { type: 'object', required, additionalProperties: false, properties }
}

/** One level of what led to an error, as it is written. */
function errorFacts() {
  const cause = record(
    { code: { anyOf: [{ type: 'string' }, { type: 'number' }] }, message: { type: 'string' } },
    ['message'],
  )
  const known = { input: { type: 'string' }, position: count, failure: { $ref: '#/$defs/ResolveFailure' } }
  return { ...known, cause }
}

/** The docstring. */
function said(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  const text = ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s+/g, ' ')
  return text === undefined ? {} : { description: text }
}

function declarations(path) {
  const source = ts.createSourceFile(path.pathname, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true)
  return source.statements
    .filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    .map((node) => [node.name.text, node])
}

function at(path) {
  return new URL(`../${path}`, import.meta.url)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { format, resolveConfig } = await import('prettier')
  for (const [path, value] of Object.entries(schemas)) {
    const filepath = fileURLToPath(at(path))
    writeFileSync(
      filepath,
      await format(JSON.stringify(value), { ...(await resolveConfig(filepath)), filepath }),
    )
  }
}
