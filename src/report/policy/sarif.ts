import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { isAbsolute } from 'node:path'
import { version } from '../../model/version.ts'
import { escapeText } from '../escape-text.ts'
import { jsonText } from '../json-text.ts'
import { hostText, KINDS } from './check-words.ts'
import type { PolicyCheck, Violation, ViolationKind } from './violation.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const kinds = Object.keys(KINDS) as ViolationKind[]
/** A message may carry what a peer sent. */
const LONGEST = 1000

/**
 * A check in the format of static analysis (OASIS SARIF 2.1.0), as GitHub's code scanning reads it: a rule for each kind of
 * violation, and each violation at the line of the policy that it offends. Its fingerprint stays while what is found does.
 */
export function* sarif(check: PolicyCheck): Generator<string> {
  const uri = policyUri(check.policy ?? 'policy')
  const driver = {
    name: 'portscan-core',
    semanticVersion: version,
    rules: kinds.map((kind) => ({ id: kind, shortDescription: { text: KINDS[kind] } })),
  }
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits' }
  yield `${jsonText({ $schema: SCHEMA, version: '2.1.0' }).slice(0, -1)},"runs":[${jsonText(run).slice(0, -1)},"results":[`
  for (const [at, violation] of check.violations.entries()) {
    yield `${at === 0 ? '\n' : ',\n'}${jsonText(resultOf(violation, uri))}`
  }
  yield ']}]}\n'
}

function resultOf(violation: Violation, uri: string): object {
  const { kind, message, rule } = violation
  const text = plainText(`${hostText(violation)}: ${message}`)
  const physicalLocation = { artifactLocation: { uri }, region: { startLine: rule?.line ?? 1 } }
  const logicalLocations = rule === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: rule.path }] }
  return {
    ruleId: kind,
    ruleIndex: kinds.indexOf(kind),
    level: kind === 'unchecked' ? 'warning' : 'error',
    message: { text: text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…` },
    locations: [{ physicalLocation, ...logicalLocations }],
    partialFingerprints: { 'portscan/v1': fingerprint(violation) },
  }
}

/** A message may hold links and placeholders (sections 3.11.5 and 3.11.6): none of a peer's. */
function plainText(text: string): string {
  return escapeText(text).replace(
    /\](?=\()|\{(?=\d)/g,
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  )
}

/** Who and what, not how: the version that is wrong and the line of the policy may change. */
function fingerprint({ kind, host, name, tag, port, transport }: Violation): string {
  const text = JSON.stringify([kind, name ?? host, tag, port, transport])
  return createHash('sha256').update(text).digest('hex')
}

/** A URI as RFC 3986 has it: relative where the path is. By way of bytes, since it has no place for lone surrogates. */
function policyUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href
  return path
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(Buffer.from(part).toString()))
    .join('/')
    .replace(/^(\.\/)+/, '')
}
