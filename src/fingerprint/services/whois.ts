import { cookie } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

const NAME = /portscan-[0-9a-f]{8}\.invalid/
const NOTHING =
  /no match|not found|no entries|no object|no data|nothing found|does not exist|not registered|invalid/i
// Remarks of the registries' databases, at the start of a line.
const REMARK = /^(?:%|#|>>>|;;) ?[^\n]{0,160}\b(?:whois|Database|registry|rights restricted|terms)\b/im

/** A name in a domain that nobody can have (RFC 6761). */
function query({ random }: HelloContext): Uint8Array {
  return Buffer.from(`portscan-${cookie(random, 4).toString('hex')}.invalid\r\n`)
}

const response: Matcher = (answer, { sent, probe }) => {
  const text = latin1(answer, 0, 4096)
  const name = NAME.exec(sent === undefined ? text.toLowerCase() : latin1(sent, 0, 40))?.[0]
  if (name === undefined || probe !== 'whois') return undefined
  const without = text.toLowerCase().replaceAll(name, '')
  if (/^(?:http\/|[1-5]\d\d[ -]|[+-])/.test(without) || !NOTHING.test(without)) return undefined
  if (without.length < text.length)
    return {
      name: 'whois',
      confidence: sent === undefined ? 'structured' : 'verified',
      evidence: 'the invented name is not registered',
    }
  return REMARK.test(text)
    ? { name: 'whois', confidence: 'structured', evidence: 'remarks of a registry, and nothing found' }
    : undefined
}

/**
 * Whois, RFC 3912.
 *
 * Asks: for an invented name.
 * Known by: a line that says there is nothing of that name, or the remarks of a registry with it.
 */
export const whois: ServiceProbe = {
  name: 'whois',
  ports: [43],
  rarity: 9,
  hello: query,
  matchers: [response],
}
