import { known as present, latin1 } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { readStream, STREAMS, type XmppDetails } from './xmpp-stream.ts'

const INVENTED = 'portscan.invalid'

function opening(namespace: string, to: string): Buffer {
  return Buffer.from(
    `<?xml version='1.0'?><stream:stream to='${to}' version='1.0' xmlns='${namespace}' xmlns:stream='${STREAMS}'>`,
  )
}

function isWhole(bytes: Uint8Array): boolean {
  return /:features>$|:features\s?\/>$|<\/(?:\w{1,20}:)?stream>$/.test(latin1(bytes).trimEnd().slice(-64))
}

function further(match: Match, step: number, namespace: string): DetailStep | undefined {
  const { starttls, from } = (match.details ?? {}) as XmppDetails
  if (starttls === undefined)
    return step > 0 || match.hostname === undefined
      ? undefined
      : furtherStream(match, namespace, match.hostname)
  if (step === 0) return match.product === undefined ? furtherStream(match, namespace, INVENTED) : undefined
  // Back to a stream that has features, for STARTTLS.
  return step === 1 && starttls && from !== undefined && match.hostname === undefined
    ? furtherStream(match, namespace, from)
    : undefined
}

/**
 * A server that serves the name tells its features, one that does not tells in its own words what it is: both are
 * asked, each on a stream of its own.
 */
function furtherStream(known: Match, namespace: string, to: string): DetailStep {
  return {
    send: opening(namespace, to),
    fresh: true,
    enough: isWhole,
    merge: (before, answer, { sent }) => {
      const found = readStream(answer, sent)
      if (found?.name !== known.name) return before
      const { product, vendor } = before.product === undefined ? found : before
      const details =
        found.details?.['starttls'] === undefined ? before.details : { ...found.details, error: undefined }
      return {
        ...before,
        ...present({ product, vendor }),
        ...(details && { details: present(details) }),
      }
    },
  }
}

function probeOf(
  name: 'xmpp-client' | 'xmpp-server',
  ports: readonly number[],
  tlsPorts: readonly number[],
  rarity: number,
): ServiceProbe {
  const namespace = name === 'xmpp-client' ? 'jabber:client' : 'jabber:server'
  const stream: Matcher = (answer, { sent }) => {
    const match = readStream(answer, sent)
    return match?.name === name ? match : undefined
  }
  return {
    name,
    ports,
    tlsPorts,
    rarity,
    // XEP-0368
    alpn: [name],
    hello: (context) => opening(namespace, domainOf(context)),
    enough: isWhole,
    matchers: [stream],
    reacts: { http: 'data', tls: 'data' },
    detail: (match, step) => further(match, step, namespace),
    startTls: {
      offered: (match) => match.details?.['starttls'] === true && match.details['error'] === undefined,
      send: Buffer.from("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
      accepted: (answer) => latin1(answer, 0, 64).startsWith('<proceed'),
    },
    goodbye: Buffer.from('</stream:stream>'),
  }
}

function domainOf({ address, name }: HelloContext): string {
  const domain = name ?? address.split('%')[0]!
  return /^[\w.:-]{1,255}$/.test(domain) ? domain : 'localhost'
}

/**
 * XMPP between client and server, RFC 6120.
 *
 * Asks: a stream header to the name of the target; one to an invented name, where the first does not tell the program.
 * Known by: a stream header with an id, and the namespace of clients.
 * Version: the product from the words of its errors and its entity capabilities (XEP-0115); no version.
 */
export const xmppClient: ServiceProbe = probeOf('xmpp-client', [5222], [5223], 4)

/**
 * XMPP between servers, RFC 6120.
 *
 * Asks: a stream header, as of another server that has no name yet.
 * Known by: a stream header with an id, and the namespace of servers.
 * Version: as for clients.
 */
export const xmppServer: ServiceProbe = probeOf('xmpp-server', [5269], [5270], 8)
