import { countTargets, expandTargets, parsePorts, ScanError, type Host } from 'portscan-core'
import type { Refusal, Scope } from './scope.ts'

/** A host that cannot be scanned, as it was written, and why. */
export interface BadHost {
  readonly host: string
  /** `invalid`: it is no host; `too-many`: a range of more than may be scanned at once; else why policy refuses it. */
  readonly code: 'invalid' | 'too-many' | Refusal['code']
  readonly message: string
}

export interface ReadHosts {
  /** Names and addresses, each once, ranges written out; names in lower case, addresses as RFC 5952 has them. */
  readonly hosts: readonly string[]
  readonly bad: readonly BadHost[]
}

/**
 * Reads what is to be scanned: names, addresses, blocks and ranges, at most `most` hosts of them. One address of a range that
 * may not be scanned refuses the range.
 */
export async function readHosts(texts: readonly string[], scope: Scope, most: number): Promise<ReadHosts> {
  const hosts = new Set<string>()
  const bad: BadHost[] = []
  for (const text of texts) {
    const read = await readHost(text, scope, most)
    if ('code' in read) bad.push({ host: text, ...read })
    else for (const host of read.hosts) hosts.add(host)
    if (hosts.size > most) {
      bad.push({ host: text, code: 'too-many', message: `with it there are more than ${most} hosts` })
      break
    }
  }
  return { hosts: [...hosts], bad }
}

type Trouble = Omit<BadHost, 'host'>

async function readHost(text: string, scope: Scope, most: number): Promise<Trouble | ReadHosts> {
  const trouble = sizeTrouble(text, most)
  if (trouble !== undefined) return trouble
  const hosts: string[] = []
  for await (const item of expandTargets(EXPANSION)([text])) {
    if (item.kind === 'skipped') {
      const address = item.address ?? text
      return item.reason === 'out-of-scope'
        ? { code: 'out-of-scope', message: `${address} is nothing that can be connected to` }
        : invalid(item.error?.message ?? `${text} is no host`)
    }
    if (item.kind !== 'name' && item.kind !== 'address') continue
    const read = readItem(item, scope)
    if (typeof read !== 'string') return read
    hosts.push(read)
  }
  return hosts.length === 0 ? invalid(`${text} holds no host`) : { hosts, bad: [] }
}

/** Before anything is written out. */
function sizeTrouble(text: string, most: number): Trouble | undefined {
  if (/\s/.test(text) || text === '') return invalid('expected one name, address or range, without blanks')
  try {
    const { addresses, names } = countTargets([text], ONE_PORT)
    if (addresses + BigInt(names) <= BigInt(most)) return undefined
    return { code: 'too-many', message: `stands for ${addresses} addresses, where ${most} are the most` }
  } catch (error) {
    if (error instanceof ScanError) return invalid(error.message)
    throw error
  }
}

const ONE_PORT = parsePorts(1)

// What is huge was counted before; what is left of it lies out of scope.
const EXPANSION = { order: 'sequential', allowHuge: true } as const

function readItem(item: Host, scope: Scope): string | Trouble {
  if (item.ports !== undefined) return invalid('has ports of its own, which stand in `ports`')
  if (item.kind === 'address') return scope.refusal(item.address) ?? item.address
  if (item.prefix !== undefined) return invalid('is a block around a name; give its addresses')
  return scope.nameRefusal(item.name) ?? item.name
}

function invalid(message: string): Trouble {
  return { code: 'invalid', message }
}
