import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match } from '../service-probe.ts'

/** `details` of a service named `xmpp-client` or `xmpp-server`. */
export interface XmppDetails {
  /** The domain that the stream is from, as the server says. */
  readonly from?: string
  /** The version of the protocol: `'1.0'`; absent before RFC 3920. */
  readonly version?: string
  /** The stream error's condition (RFC 6120, section 4.9.3): `'host-unknown'`. */
  readonly error?: string
  /** What the server adds to the error in words. */
  readonly text?: string
  /** SASL mechanisms offered on this stream. */
  readonly mechanisms?: readonly string[]
  /** Whether the features list TLS; absent where none were listed. */
  readonly starttls?: boolean
  /** Whether nothing goes on before TLS. */
  readonly tlsRequired?: boolean
}

/** The namespace that makes a document a stream of XMPP. */
export const STREAMS = 'http://etherx.jabber.org/streams'
const MOST = 8_192
const OPENING = /<(?:[A-Za-z][\w-]{0,20}:)?stream\s(?<attributes>[^<>]{0,1500})>/
const CONDITION =
  /<(?<condition>[a-z][a-z-]{2,40})\s{1,4}xmlns=["']urn:ietf:params:xml:ns:xmpp-streams["']\s{0,4}\/?>/
const TEXT = /<text\b[^<>]{0,200}>(?<text>[^<>]{1,200})<\/text>/
const CAPS = /<c\s(?<attributes>[^<>]{0,500}http:\/\/jabber\.org\/protocol\/caps[^<>]{0,500})>/

/** Programs by the node of their entity capabilities (XEP-0115) or the words of their errors. */
const PRODUCTS: readonly { readonly on: RegExp; readonly product: string; readonly vendor: string }[] = [
  { on: /process-one\.net\/en\/ejabberd/, product: 'ejabberd', vendor: 'ProcessOne' },
  { on: /igniterealtime\.org\/projects\/openfire/, product: 'Openfire', vendor: 'Ignite Realtime' },
  { on: /tigase\.(?:org|net|im)/, product: 'Tigase XMPP Server', vendor: 'Tigase' },
  { on: /prosody\.im/, product: 'Prosody', vendor: 'Prosody' },
  { on: /^This (?:server|host) does not serve /, product: 'Prosody', vendor: 'Prosody' },
]

/** jabberd2 declares the namespace of a draft that nobody else does. */
const JABBERD = "='http://www.xmpp.org/extensions/xep-0198.html#ns'"
// The ids of others have letters or hyphens.
const PLAIN_NUMBER = /^\d{15,20}$/

function attribute(attributes: string, name: string): string | undefined {
  for (const found of attributes
    .slice(0, 1500)
    .matchAll(/(?<name>[\w:-]{1,40})=(?:'(?<one>[^']{0,300})'|"(?<two>[^"]{0,300})")/g)) {
    const { name: key, one, two } = found.groups!
    if (key === name) return cleanValue(one ?? two)
  }
  return undefined
}

/** A stream header with an id, which only the one who answers gives (RFC 6120, section 4.7.3). */
export function readStream(answer: Uint8Array, sent: Uint8Array | undefined): Match | undefined {
  if (!/^\s{0,32}<(?:\?xml|stream:stream)/.test(latin1(answer, 0, 48))) return undefined
  const text = latin1(answer, 0, MOST)
  const header = OPENING.exec(text)?.groups?.['attributes']
  if (header === undefined || !header.includes(STREAMS) || !/\bid=/.test(header)) return undefined
  const namespace = attribute(header, 'xmlns')
  if (namespace !== 'jabber:client' && namespace !== 'jabber:server') return undefined
  const from = attribute(header, 'from')
  const asked = sent && attribute(OPENING.exec(latin1(sent, 0, 1024))?.groups?.['attributes'] ?? '', 'to')
  const echoed = asked !== undefined && asked === from
  const details: XmppDetails = {
    ...present({ from, version: attribute(header, 'version') }),
    ...afterHeader(text),
  }
  return {
    name: namespace === 'jabber:client' ? 'xmpp-client' : 'xmpp-server',
    ...productOf(text, details.text, header),
    ...(from !== undefined && !echoed && /[a-z]/i.test(from) && { hostname: from }),
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: `stream header of ${namespace}${echoed ? ', from the name that was asked' : ''}`,
  }
}

function afterHeader(text: string): XmppDetails {
  const failed = text.includes(':error>') ? CONDITION.exec(text)?.groups?.['condition'] : undefined
  const features = text.includes(':features>') || text.includes(':features ')
  const mechanisms = [...text.matchAll(/<mechanism>(?<name>[\w-]{1,40})<\/mechanism>/g)].slice(0, 32)
  const starttls = /<starttls\s[^<>]{0,100}urn:ietf:params:xml:ns:xmpp-tls/.test(text)
  return {
    ...present({ error: failed, text: failed && cleanValue(TEXT.exec(text)?.groups?.['text']) }),
    ...(mechanisms.length > 0 && { mechanisms: mechanisms.map(({ groups }) => groups!['name']!) }),
    ...(features && { starttls, ...(starttls && { tlsRequired: /<required\s?\/>/.test(text) }) }),
  }
}

function productOf(text: string, words = '', header = ''): Pick<Match, 'product' | 'vendor'> {
  const node = attribute(CAPS.exec(text)?.groups?.['attributes'] ?? '', 'node') ?? ''
  const found = PRODUCTS.find(({ on }) => on.test(node) || on.test(words))
  if (found === undefined && header.includes(JABBERD)) return { product: 'jabberd2', vendor: 'jabberd2' }
  if (found === undefined && PLAIN_NUMBER.test(attribute(header, 'id') ?? ''))
    return { product: 'ejabberd', vendor: 'ProcessOne' }
  return found === undefined ? {} : { product: found.product, vendor: found.vendor }
}
