import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

const [REQUEST, RESPONSE] = [0xa0, 0xa1]
const [PING, PONG, ERROR] = [0x17, 0x18, 0x50]
/** Version 2.0 of the protocol, which every server since 2015 knows. */
const VERSION = 20
/** A client that wants to hear nothing of the other servers. */
const BASIC = 1

/** Magic, our number (of one byte), version, operation, the default cache, no flags, kind of client, topology. */
function hello({ random }: HelloContext): Uint8Array {
  return Buffer.from([REQUEST, numberOf(random), VERSION, PING, 0, 0, BASIC, 0])
}

function numberOf(random: () => number): number {
  return 1 + Math.floor(random() * 0x7e)
}

const software: Partial<Match> = {
  product: 'Infinispan',
  vendor: 'Red Hat',
  cpe: [cpe({ part: 'a', vendor: 'infinispan', product: 'infinispan' })],
}

const pong: Matcher = (answer, { probe, sent }) => {
  if (probe !== 'hotrod' || answer[0] !== RESPONSE || answer[1] !== sent?.[1]) return undefined
  // Status 0, no change of topology.
  if (answer.length < 5 || answer[2] !== PONG || answer[3] !== 0 || answer[4] !== 0) return undefined
  return { name: 'hotrod', ...software, confidence: 'verified', evidence: 'ping answered with our number' }
}

const error: Matcher = (answer) =>
  answer[0] === RESPONSE &&
  answer[2] === ERROR &&
  /^[^\r\n]{0,4}org\.infinispan\.server\.hotrod\.\w{1,60}: /.test(latin1(answer, 5, 120))
    ? { name: 'hotrod', ...software, confidence: 'structured', evidence: 'error in the name of its server' }
    : undefined

/**
 * Hot Rod, the protocol of Infinispan's clients ("Hot Rod Protocol 2.0").
 *
 * Asks: a ping.
 * Known by: the answer has our number; an error that names its server.
 */
export const hotrod: ServiceProbe = {
  name: 'hotrod',
  ports: [11_222],
  rarity: 8,
  hello,
  matchers: [pong, error],
}
