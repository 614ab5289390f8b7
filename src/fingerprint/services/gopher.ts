import { cookie } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { operatingSystem } from '../products/operating-system.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

const ITEM =
  /^[0-9+gITihdMs;:<cPprwX][^\t\n]{0,300}\t[^\t\n]{0,300}\t[^\t\n]{0,300}\t\d{1,5}(?:\t[^\n]{0,20})?$/
const PRODUCTS =
  /\b(?<product>Gophernicus|PyGopherd|Bucktooth|Geomyidae|gophrier|Motsognir)\/(?<version>\d[\w.]{0,20})(?<system>[^\n\t]{0,60})/i
const MAX_ITEMS = 64
const TAB = 9
/** The first tab of a menu stands before this. */
const FIRST_TAB = 1_024

/** A folder that does not exist: the answer is an error, however much the server has. */
function selector({ random }: HelloContext): Uint8Array {
  return Buffer.from(`/portscan-${cookie(random, 4).toString('hex')}/\r\n`)
}

/** Nothing but items of a menu: type, text, selector, host, port; a dot may end it (RFC 1436, section 3.4). */
const menu: Matcher = (answer) => {
  if (!answer.subarray(0, FIRST_TAB).includes(TAB)) return undefined
  const text = latin1(answer, 0, 8192)
  const lines = text.split(/\r?\n/, MAX_ITEMS).slice(0, -1)
  const items = lines.filter((line) => line !== '.' && line !== '')
  if (items.length === 0 || !items.every((line) => ITEM.test(line))) return undefined
  const groups = PRODUCTS.exec(text)?.groups
  const product = cleanValue(groups?.['product'])
  return {
    name: 'gopher',
    ...present({ product, version: groups?.['version'] }),
    ...(product !== undefined && present({ os: operatingSystem(groups?.['system'] ?? '')?.name })),
    confidence: 'structured',
    evidence: items[0]!.startsWith('3') ? 'an error as an item of a menu' : 'items of a menu',
  }
}

/**
 * Gopher, RFC 1436.
 *
 * Asks: for an invented folder.
 * Known by: an answer that is an item of a menu, from its type to its port.
 * Version: product and version where the error names them.
 */
export const gopher: ServiceProbe = {
  name: 'gopher',
  ports: [70],
  rarity: 9,
  hello: selector,
  enough: (bytes) => latin1(bytes).endsWith('\r\n.\r\n'),
  matchers: [menu],
}
