import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ScanError } from '../../model/errors.ts'
import { loadPatternEngine } from '../linear-engine.ts'
import type { ProductField, ProductSource } from '../products/product-source.ts'
import type { PatternEngine, TextPattern } from '../text-pattern.ts'
import { fingerprintFacts } from './fingerprint-facts.ts'
import { literalStart } from './literal-start.ts'
import { readFingerprints, type Fingerprint, type FingerprintFile } from './read-fingerprints.ts'

/** Recog's fingerprints, ready to describe what services tell of themselves. */
export interface Recog extends ProductSource {
  /** Fingerprints that are in use. */
  readonly fingerprints: number
  /** Fingerprints that are not, because their pattern was refused. */
  readonly refused: number
  /** What is left out and why, in words; empty where nothing is. */
  readonly warnings: readonly string[]
}

export interface LoadRecogOptions {
  /** Ends the loading, which takes a few seconds, with the signal's reason. */
  readonly signal?: AbortSignal
}

interface Loaded extends Fingerprint {
  readonly start: string
  readonly compiled: TextPattern
}

/** The kind of text that a file is for, by the words of its attribute `matches`. */
const fields: Readonly<Record<string, ProductField>> = {
  'ssh.banner': 'ssh',
  'ftp.banner': 'ftp',
  'smtp.banner': 'smtp',
  'pop3.banner': 'pop3',
  'imap4.banner': 'imap',
  'nntp.banner': 'nntp',
  'telnet.banner': 'telnet',
  'http_header.server': 'http-server',
  'http_header.x-powered-by': 'http-powered-by',
  'http_header.wwwauth': 'http-authenticate',
  'http_header.cookie': 'http-cookie',
  html_title: 'http-title',
  'dns.versionbind': 'dns',
  'mysql.banners': 'mysql',
  'mysql.error': 'mysql-error',
  'snmp.sys_description': 'snmp',
  'sip_header.server': 'sip',
  'rtsp_header.server': 'rtsp',
  'x11.vendor': 'x11',
}

const LARGEST_FILE = 16 * 1024 * 1024
/** Patterns made between two looks at the event loop. */
const AT_ONCE = 16

/**
 * Reads your own checkout of Rapid7's Recog (its root, or its folder `xml`), which knows some thousand products by what
 * they tell of themselves. Needs the optional peer `saxes`, and `re2js` for all but the simplest patterns: those that
 * are refused are counted.
 *
 * @throws ScanError `ERR_OPTION` for a folder or a file that cannot be read, `ERR_MISSING_PEER`
 * @example
 * const recog = await loadRecog('recog')
 * for (const warning of recog.warnings) console.warn(warning)
 * const services = { probes: withProducts(commonServices, recog) }
 */
export async function loadRecog(directory: string | URL, { signal }: LoadRecogOptions = {}): Promise<Recog> {
  const folder = await xmlFolder(typeof directory === 'string' ? directory : fileURLToPath(directory))
  const engine = await loadPatternEngine()
  const shelves = new Map<ProductField, Loaded[]>()
  let refused = 0
  for (const name of await xmlFiles(folder)) {
    const { matches, fingerprints } = await readOne(join(folder, name))
    const field = Object.hasOwn(fields, matches) ? fields[matches] : undefined
    if (field === undefined) continue
    const shelf = shelves.get(field) ?? []
    shelves.set(field, shelf)
    for (const [at, fingerprint] of fingerprints.entries()) {
      if (at % AT_ONCE === 0) await setImmediate(undefined, { signal })
      const loaded = compiled(fingerprint, engine)
      if (loaded === undefined) refused++
      else shelf.push(loaded)
    }
  }
  const used = [...shelves.values()].reduce((sum, { length }) => sum + length, 0)
  if (used + refused === 0) throw notRecog(folder)
  return {
    name: 'Recog',
    fingerprints: used,
    refused,
    warnings: warningsOf(refused, used + refused, engine),
    describe: (field, text) => describe(shelves.get(field) ?? [], text),
  }
}

/** The first that fits counts, as Recog itself has it. */
function describe(shelf: readonly Loaded[], text: string): ReturnType<ProductSource['describe']> {
  for (const { start, compiled, params } of shelf) {
    if (!text.startsWith(start)) continue
    const groups = compiled.find(text)
    if (groups !== undefined) return fingerprintFacts(params, groups)
  }
  return undefined
}

function compiled(fingerprint: Fingerprint, engine: PatternEngine): Loaded | undefined {
  const { pattern, flags } = fingerprint
  try {
    return { ...fingerprint, start: literalStart(pattern, flags), compiled: engine.compile(pattern, flags) }
  } catch {
    // Not lost: it is counted, and told in a warning.
    return undefined
  }
}

function warningsOf(refused: number, all: number, { linear }: PatternEngine): string[] {
  if (refused === 0) return []
  const why = linear
    ? 'they use what a linear-time engine cannot do'
    : 'they could be made slow by an answer; npm install re2js makes them safe'
  return [`${refused} of ${all} fingerprints of Recog are not used: ${why}`]
}

async function xmlFolder(directory: string): Promise<string> {
  const inner = join(directory, 'xml')
  const isFolder = await stat(inner).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return isFolder ? inner : directory
}

async function xmlFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort()
  } catch (cause) {
    throw unreadable(folder, cause)
  }
}

async function readOne(path: string): Promise<FingerprintFile> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_FILE) throw new Error(`it has ${size} bytes, at most ${LARGEST_FILE} are read`)
    return await readFingerprints(await readFile(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof ScanError) throw cause
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): ScanError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ScanError('ERR_OPTION', `Recog at ${path} cannot be read: ${reason}`, { input: path, cause })
}

function notRecog(folder: string): ScanError {
  return new ScanError(
    'ERR_OPTION',
    `${folder} holds no fingerprints that can be used: expected a checkout of Recog, or its folder xml with files such as ssh_banners.xml`,
    { input: folder },
  )
}
