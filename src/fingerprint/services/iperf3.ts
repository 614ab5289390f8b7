import { cookie } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** A client begins with a name for its session: 36 characters and a zero. */
const COOKIE = 37
const PARAM_EXCHANGE = 9
/** It serves one client at a time. */
const ACCESS_DENIED = 0xff

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** One byte is not much: it is believed as the answer to as many bytes as it waits for. */
const state: Matcher = (answer, { sent, probe }) => {
  const [first] = answer
  const asked = probe === 'iperf3'
  const isState = first === PARAM_EXCHANGE || (asked && first === ACCESS_DENIED)
  if (answer.length !== 1 || !isState || (!asked && (sent === undefined || sent.length < COOKIE)))
    return undefined
  return {
    name: 'iperf3',
    product: 'iperf3',
    vendor: 'ESnet',
    confidence: asked ? 'structured' : 'pattern',
    evidence: first === PARAM_EXCHANGE ? 'wants the parameters of a test' : 'is busy with another client',
  }
}

/**
 * iperf3, which measures networks: the control connection, `iperf_api.h` of its source.
 *
 * Asks: the name of a session; no test is begun.
 * Known by: the one byte that asks for the parameters, once it has heard 37.
 */
export const iperf3: ServiceProbe = {
  name: 'iperf3',
  ports: [5201],
  rarity: 8,
  hello: ({ random }) =>
    Buffer.from(`${[...cookie(random, COOKIE - 1)].map((byte) => LETTERS[byte & 31]).join('')}\0`),
  matchers: [state],
}
