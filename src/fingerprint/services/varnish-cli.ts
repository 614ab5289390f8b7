import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `varnish-cli`. */
export interface VarnishCliDetails {
  readonly authRequired: boolean
}

/** A status line is 13 bytes: three digits, a blank, the length of the text behind it, filled up, a line feed. */
const STATUS_LINE = /^(?<status>107|200) (?<length>\d{1,6}) {2,7}\n/
const HEAD = 13
const CHALLENGE = /^[a-z]{32}\n\nAuthentication required\.\n/
const BANNER = /^-{10,60}\nVarnish (?:Cache|Enterprise|HTTP accelerator) CLI /
const VERSION = /\nvarnish-(?:plus-)?(?<version>\d[\w.]{0,20}) revision [\da-f]{7,40}\n/

const banner: Matcher = (answer) => {
  const groups = STATUS_LINE.exec(latin1(answer, 0, HEAD))?.groups
  const end = HEAD + Number(groups?.['length'])
  if (groups === undefined || answer[end] !== 0x0a) return undefined
  const text = latin1(answer, HEAD, Math.min(end, HEAD + 1_024))
  const authRequired = groups['status'] === '107'
  if (!(authRequired ? CHALLENGE : BANNER).test(text)) return undefined
  const version = VERSION.exec(text)?.groups?.['version']
  return {
    name: 'varnish-cli',
    product: 'Varnish',
    vendor: 'Varnish Software',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'varnish-software', product: 'varnish_cache', version })],
    details: { authRequired } satisfies VarnishCliDetails,
    confidence: 'structured',
    evidence: 'a text of the length that the status line says',
  }
}

/**
 * The command line of Varnish, "varnish-cli" of its reference manual.
 *
 * Asks: nothing; then `quit`.
 * Known by: a status line, whose length fits, with its challenge or its banner.
 * Version: the banner of one that needs no secret.
 */
export const varnishCli: ServiceProbe = {
  name: 'varnish-cli',
  ports: [6082],
  rarity: 8,
  serverFirst: true,
  matchers: [banner],
  goodbye: Buffer.from('quit\n'),
}
