import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const STATS = /^OK (?<size>\d{1,5})\r\n---\n/
const VERSION = /\nversion: "?(?<version>\d[\w.+-]{0,40})"?\n/
const HOSTNAME = /\nhostname: "?(?<hostname>[\w.-]{1,253})"?\n/
// Two lines of a foreign question are two commands that it does not know.
const UNKNOWN = /^(?:UNKNOWN_COMMAND\r\n){1,32}$/

const stats: Matcher = (answer) => {
  const text = latin1(answer, 0, 4_096)
  if (!isWhole(answer) || !text.includes('\ncurrent-jobs-ready: ')) return undefined
  const version = trimVersion(VERSION.exec(text)?.groups?.['version'])
  return {
    name: 'beanstalkd',
    product: 'beanstalkd',
    ...present({ version, hostname: cleanValue(HOSTNAME.exec(text)?.groups?.['hostname']) }),
    cpe: [cpe({ part: 'a', vendor: 'beanstalkd_project', product: 'beanstalkd', version })],
    confidence: 'structured',
    evidence: 'statistics of a queue, their length fits',
  }
}

const unknown: Matcher = (answer) =>
  UNKNOWN.test(latin1(answer, 0, 1_024))
    ? { name: 'beanstalkd', confidence: 'pattern', evidence: '"UNKNOWN_COMMAND"' }
    : undefined

/** A size, so many bytes, and an end of line. */
function isWhole(bytes: Uint8Array): boolean {
  const head = STATS.exec(latin1(bytes, 0, 32))
  if (!head) return bytes.includes(0x0a) && bytes[0] !== 0x4f
  // The three hyphens belong to what is counted.
  return bytes.length >= head[0].length - 4 + Number(head.groups!['size']) + 2
}

/**
 * The work queue beanstalkd, its `protocol.txt`.
 *
 * Asks: `stats`, `quit`.
 * Known by: statistics whose length fits; `UNKNOWN_COMMAND` to a foreign question.
 * Version: from the statistics.
 */
export const beanstalkd: ServiceProbe = {
  name: 'beanstalkd',
  ports: [11_300],
  rarity: 8,
  hello: () => Buffer.from('stats\r\n'),
  enough: isWhole,
  matchers: [stats, unknown],
  goodbye: Buffer.from('quit\r\n'),
}
