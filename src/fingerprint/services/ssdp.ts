import { known as present } from '../field.ts'
import { headerField, headerText } from '../header-field.ts'
import { operatingSystem } from '../products/operating-system.ts'
import { trimVersion } from '../products/split-version.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ssdp`. */
export interface SsdpDetails {
  /** Operating system, UPnP version and product, as the device writes them. */
  readonly server?: string
  /** Where its description lies. */
  readonly location?: string
  /** The name of what answered: `'uuid:…::upnp:rootdevice'`. */
  readonly usn?: string
}

/** A search for devices themselves, not for all that they have: one short answer from each. */
function search({ address, port }: HelloContext): Uint8Array {
  const host = address.includes(':') ? `[${address.split('%')[0]!}]` : address
  const lines = [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${host}:${port}`,
    'MAN: "ssdp:discover"',
    'MX: 1',
    'ST: upnp:rootdevice',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
}

// `OS/version UPnP/1.1 product/version`, where commas may stand between.
const SERVER = /UPnP\/\d\.\d,?\s{1,3}(?<product>[^/\s][^/]{0,60})(?:\/(?<version>[\w.+-]{1,40}))?/i

const response: Matcher = (answer, { transport }) => {
  const header = transport === 'udp' ? headerText(answer) : ''
  if (!/^HTTP\/1\.[01] 200\b/.test(header)) return undefined
  const [target, usn] = [headerField(header, 'st'), headerField(header, 'usn')]
  if (target === undefined || usn === undefined) return undefined
  const server = headerField(header, 'server')
  const { product, version } = SERVER.exec(server ?? '')?.groups ?? {}
  return {
    name: 'ssdp',
    ...present({
      product: product?.trim(),
      version: product === undefined ? undefined : trimVersion(version),
      os: operatingSystem(server ?? '')?.name,
    }),
    details: { ...present({ server, usn, location: headerField(header, 'location') }) } satisfies SsdpDetails,
    confidence: target.toLowerCase() === 'upnp:rootdevice' ? 'verified' : 'structured',
    evidence: `answer to a search, ST: ${target.slice(0, 80)}`,
  }
}

/**
 * SSDP by unicast, UPnP Device Architecture 2.0, section 1.3. Devices that answer from another port are not heard.
 *
 * Asks: M-SEARCH for `upnp:rootdevice`, by unicast.
 * Known by: `HTTP/1.1 200` with the ST that was asked for.
 * Version: SERVER.
 */
export const ssdp: ServiceProbe = {
  name: 'ssdp',
  ports: [],
  udpPorts: [1900],
  rarity: 7,
  datagrams: [search],
  matchers: [response],
}
