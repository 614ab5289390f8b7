import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ScanError } from '../../model/errors.ts'
import { optionalPeer } from '../../model/optional-peer.ts'
import { readPolicy } from './parse-policy.ts'
import type { Policy } from './policy.ts'
import type { PolicyPath, PolicySource } from './policy-node.ts'

/** Bytes of a policy, at most. */
const LARGEST_FILE = 4 * 1024 * 1024

/**
 * A policy from a file that ends in .json, .yaml or .yml. YAML needs the optional peer `yaml`; then the lines are known.
 * Throws `ERR_OPTION` that says where and what is wrong, `ERR_MISSING_PEER`.
 *
 * @example
 * const policy = await loadPolicy('ports.yaml')
 */
export async function loadPolicy(path: string | URL): Promise<Policy> {
  const file = typeof path === 'string' ? path : fileURLToPath(path)
  const read = /\.json$/i.test(file) ? readJson : /\.ya?ml$/i.test(file) ? readYaml : undefined
  if (read === undefined) throw fileError(file, 'expected a file that ends in .json, .yaml or .yml')
  return read(await textOf(file), file)
}

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file)
    if (size > LARGEST_FILE) throw new Error(`it has ${size} bytes, at most ${LARGEST_FILE} are read`)
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw fileError(file, `cannot be read: ${reasonOf(cause)}`, cause)
  }
}

function readJson(text: string, name: string): Policy {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw fileError(name, `is not JSON: ${reasonOf(cause)}`, cause)
  }
  return readPolicy(value, { name })
}

async function readYaml(text: string, name: string): Promise<Policy> {
  const yaml = await optionalPeer('yaml', 'A policy in YAML', () => import('yaml'))
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(text, { lineCounter: lines, merge: true })
  const [trouble] = document.errors
  if (trouble !== undefined) throw fileError(name, `is not YAML: ${firstLine(trouble.message)}`, trouble)
  const lineOf = (path: PolicyPath): number | undefined => {
    // What is not there has the line of what it should be in, and what an alias stands for that of the alias.
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (yaml.isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return undefined
  }
  return readPolicy(toValue(document, name), { name, lineOf } satisfies PolicySource)
}

/** Few aliases may be many values. */
function toValue(document: { toJS(options: { maxAliasCount: number }): unknown }, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 })
  } catch (cause) {
    throw fileError(name, `is not YAML: ${reasonOf(cause)}`, cause)
  }
}

function fileError(file: string, trouble: string, cause?: unknown): ScanError {
  return new ScanError('ERR_OPTION', `${file}: ${trouble}`, {
    input: file,
    ...(cause !== undefined && { cause }),
  })
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/:$/, '')
}
