import type { PortResult } from '../../model/result.ts'
import { foreignPort } from './foreign-port.ts'
import { verdictOf } from './foreign-words.ts'
import { bannerOf, bannerService } from './masscan-banner.ts'
import { port } from './result-shape.ts'
import type { UnclearWords } from './unclear-words.ts'
import { wholeNumber, type Attributes } from './xml-attributes.ts'
import { xmlService } from './xml-service.ts'

/** What the host of a port tells. */
export type PortOwner = Pick<PortResult, 'target' | 'address' | 'family' | 'at'> &
  Partial<Pick<PortResult, 'name'>>

/** The longest text of an element that is kept, a certificate. */
const LONGEST_TEXT = 65_536

/** One element `port`, as it comes. */
export class XmlPort {
  readonly #scanner: string
  readonly #transport: string
  readonly #number: number
  #state: Attributes = {}
  #service: Attributes | undefined
  readonly #cpe: string[] = []
  #script = ''
  #pem: string | undefined
  /** The text of the element that is open, where it is wanted. */
  #text: string | undefined

  constructor({ protocol = '', portid }: Attributes, scanner: string) {
    this.#scanner = scanner
    this.#transport = protocol
    this.#number = port(wholeNumber(portid) ?? portid)
  }

  open(element: string, attributes: Attributes): void {
    this.#text = undefined
    if (element === 'port/state') this.#state = attributes
    else if (element === 'port/service') this.#service = attributes
    else if (element === 'port/script') this.#script = attributes['id'] ?? ''
    else if (element === 'service/cpe' || this.#isCertificate(element, attributes)) this.#text = ''
  }

  text(text: string): void {
    if (this.#text !== undefined && this.#text.length < LONGEST_TEXT) this.#text += text
  }

  close(element: string): void {
    if (this.#text === undefined) return
    if (element === 'service/cpe') this.#cpe.push(this.#text.trim())
    else this.#pem = this.#text
    this.#text = undefined
  }

  /** Nothing of a port that is neither TCP's nor UDP's. */
  result(host: PortOwner, unclear: UnclearWords): PortResult | undefined {
    const transport = this.#transport
    if (transport !== 'tcp' && transport !== 'udp') {
      unclear.add(transport, 'neither TCP nor UDP, left out')
      return undefined
    }
    const verdict = verdictOf(this.#state['state'] ?? '', this.#state['reason'] ?? '', transport, unclear)
    const guess = this.#service?.['method'] === 'table' ? this.#service['name'] : undefined
    const portName = guess === 'unknown' ? undefined : guess
    const result = foreignPort({
      ...host,
      port: this.#number,
      transport,
      ...verdict,
      ...(portName !== undefined && { portName }),
    })
    return { ...result, ...this.#said() }
  }

  #said(): Partial<PortResult> {
    const { name = '', banner } = this.#service ?? {}
    if (banner !== undefined) {
      const bytes = unescaped(banner)
      return { ...bannerService(name, bytes), ...bannerOf(name, bytes) }
    }
    const service = xmlService(this.#service, this.#cpe, this.#pem, this.#scanner)
    return service === undefined ? {} : { service }
  }

  #isCertificate(element: string, { key }: Attributes): boolean {
    return element === 'script/elem' && key === 'pem' && this.#script === 'ssl-cert'
  }
}

/** masscan's banner: what is not printable is `\xNN`. */
function unescaped(text: string): Uint8Array {
  const bytes = text.replace(/\\x([\da-f]{2})/gi, (_whole, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}
