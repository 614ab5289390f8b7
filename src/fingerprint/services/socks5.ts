import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `socks5`. */
export interface Socks5Details {
  /** Whether somebody without a name may use it; unknown where it was not asked in its own language. */
  readonly authRequired?: boolean
  /** The method that it chose of those that we know: `'none'`, `'gssapi'`, `'password'`; none: it takes neither. */
  readonly method?: Socks5Method
}

export type Socks5Method = 'none' | 'gssapi' | 'password'

const VERSION = 5
const REFUSED = 0xff
const methods: readonly Socks5Method[] = ['none', 'gssapi', 'password']
/** No authentication, GSSAPI, name and password: what it would take. None is used. */
const HELLO = Buffer.from([VERSION, 3, 0, 1, 2])

const choice: Matcher = (answer, { probe }) => {
  if (answer.length !== 2 || answer[0] !== VERSION) return undefined
  const chosen = answer[1]!
  if (probe === 'socks5' && (chosen === REFUSED || chosen < methods.length)) return chosenMethod(chosen)
  // Some servers tell whatever they are told that they do not take it.
  return chosen === REFUSED && (probe === 'http' || probe === 'tls')
    ? { name: 'socks5', confidence: 'pattern', evidence: 'refusal of a foreign question' }
    : undefined
}

function chosenMethod(chosen: number): ReturnType<Matcher> {
  const method = methods[chosen]
  return {
    name: 'socks5',
    details: { authRequired: method !== 'none', ...(method && { method }) } satisfies Socks5Details,
    confidence: 'structured',
    evidence: method === undefined ? 'refusal of all methods' : `choice of method ${chosen}`,
  }
}

/**
 * SOCKS 5, RFC 1928.
 *
 * Asks: which method of authentication it chooses; nothing is connected to.
 * Known by: two bytes, the version and a method that we named.
 */
export const socks5: ServiceProbe = {
  name: 'socks5',
  ports: [1080],
  rarity: 4,
  hello: () => HELLO,
  enough: (bytes) => bytes.length >= 2,
  matchers: [choice],
  // What they say is no version of SOCKS.
  reacts: { http: 'close', tls: 'close' },
}
