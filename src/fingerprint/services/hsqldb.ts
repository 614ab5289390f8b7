import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

const SENTENCE = /^HSQLDB JDBC Network Listener\.\r?\nUse JDBC driver with Network Compatibility Version/
// Its port is for clients of ODBC too: in the form of PostgreSQL's protocol, but its own words.
const BAD_LENGTH =
  /^E\0\0\0[\x20-\x7f]SFATAL\0C08006\0MBad length for .{0,8} packet\. {2}-?\d{1,10} extra bytes\0\0$/

const hyperSql = (evidence: string): Match => ({
  name: 'hsqldb',
  product: 'HyperSQL',
  vendor: 'HSQLDB',
  cpe: [cpe({ part: 'a', vendor: 'hsqldb', product: 'hypersql_database' })],
  confidence: 'structured',
  evidence,
})

const sentence: Matcher = (answer) =>
  SENTENCE.test(latin1(answer, 0, 256)) ? hyperSql('what it says of itself') : undefined

const badLength: Matcher = (answer) =>
  BAD_LENGTH.test(latin1(answer, 0, 256)) ? hyperSql('its words for a packet of the wrong length') : undefined

/**
 * HyperSQL, which says what it is to those who have said nothing for a second.
 *
 * Asks: nothing.
 * Known by: its sentence; its error for a packet of the wrong length.
 */
export const hsqldb: ServiceProbe = {
  name: 'hsqldb',
  ports: [9001],
  rarity: 8,
  serverFirst: true,
  matchers: [sentence, badLength],
}
