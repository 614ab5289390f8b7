import { known as present, latin1 } from '../field.ts'
import { parseReply } from '../reply-lines.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const WORDS = /\(HylaFAX \(tm\)(?: Version (?<version>\d[\w.]{0,20}))?\)/
const HOST = /^(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}) server \(/

const greeting: Matcher = (answer) => {
  const reply = parseReply(latin1(answer, 0, 1024))
  const text = reply?.lines.join(' ') ?? ''
  const words = WORDS.exec(text)
  if (reply === undefined || ![130, 220, 421].includes(reply.code) || words === null) return undefined
  const hostname = HOST.exec(text)?.groups?.['host']
  return {
    name: 'hylafax',
    product: 'HylaFAX',
    ...present({ version: words.groups?.['version'], hostname }),
    confidence: 'structured',
    evidence: `reply ${reply.code} of a fax server`,
  }
}

/**
 * HylaFAX client-server protocol, hfaxd(8).
 *
 * Asks: nothing; then `QUIT`.
 * Known by: a greeting that names it.
 * Version: the greeting.
 */
export const hylafax: ServiceProbe = {
  name: 'hylafax',
  ports: [4559],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => parseReply(latin1(bytes))?.whole ?? false,
  matchers: [greeting],
  goodbye: Buffer.from('QUIT\r\n'),
}
