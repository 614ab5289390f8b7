import { isName, nameText } from './dns-name.ts'
import { nameIn, RECORD, type AskedType, type DnsMessage, type DnsRecord } from './dns-message.ts'

/** Answers kept of one name. */
export const MAX_ANSWERS = 64

/** What a message says about a name: its records, at the end of a chain of aliases or at once. */
export interface DnsAnswer {
  /** Records of the asked type, at most 64; empty where the message has none for the name. */
  readonly records: readonly DnsRecord[]
  /** The name that the chain of aliases ends at: the asked one where there is none. */
  readonly name: Uint8Array
  /** Aliases followed. */
  readonly aliases: number
}

/**
 * The answer for one name, and nothing that was not asked for: only records whose owner is the name itself or what
 * its aliases (CNAME) lead to. At most `maxAliases` are followed, which ends circles too; `undefined` where there
 * are more.
 */
export function answerFor(
  message: DnsMessage,
  name: Uint8Array,
  type: AskedType,
  maxAliases: number,
): DnsAnswer | undefined {
  let current = name
  for (let aliases = 0; ; aliases++) {
    const owned = message.answers.filter(
      (record) =>
        (record.type === type || record.type === RECORD.CNAME) &&
        isName(message.bytes, record.owner, current),
    )
    const records = owned.filter((record) => record.type === type).slice(0, MAX_ANSWERS)
    const alias = owned.find((record) => record.type === RECORD.CNAME)
    if (records.length > 0 || alias === undefined) return { records, name: current, aliases }
    if (aliases === maxAliases) return undefined
    current = nameIn(message, alias)
  }
}

/** The names that a message holds for an asked address, as text; what is in them is the peer's word. */
export function namesIn(message: DnsMessage, answer: DnsAnswer): string[] {
  return answer.records.map((record) => nameText(nameIn(message, record)))
}
