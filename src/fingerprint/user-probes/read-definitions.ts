import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { optionalPeer } from '../../model/optional-peer.ts'
import { definitionError } from './check-definition.ts'

/** Bytes of a file of probes, at most. */
export const LARGEST_FILE = 4 * 1024 * 1024

/** What a JSON or YAML file holds, unchecked; and its path, for messages. YAML needs the optional peer `yaml`. */
export async function readDefinitions(file: string | URL): Promise<{ value: unknown; source: string }> {
  const source = typeof file === 'string' ? file : fileURLToPath(file)
  const parse = parserOf(source)
  const text = await textOf(source)
  try {
    return { value: await parse(text), source }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MISSING_PEER') throw cause
    throw definitionError(
      source,
      `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    )
  }
}

function parserOf(path: string): (text: string) => unknown {
  if (/\.json$/i.test(path)) return (text) => JSON.parse(text) as unknown
  if (/\.ya?ml$/i.test(path)) return parseYaml
  throw definitionError(path, 'expected a file that ends in .json, .yaml or .yml')
}

async function parseYaml(text: string): Promise<unknown> {
  const { parse } = await optionalPeer('yaml', 'A file of probes in YAML', () => import('yaml'))
  return parse(text) as unknown
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_FILE) throw new Error(`it has ${size} bytes, at most ${LARGEST_FILE} are read`)
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw definitionError(
      path,
      `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    )
  }
}
