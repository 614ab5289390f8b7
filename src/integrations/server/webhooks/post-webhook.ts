import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Resolver } from 'portscan-core'
import type { Scope } from '../scope/scope.ts'

export interface PostTools {
  readonly scope: Pick<Scope, 'refusal'>
  readonly resolver: Pick<Resolver, 'resolve'>
  /** For all of it, names too, in ms. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface WebhookMessage {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What is read of an answer: enough to let the connection end well. */
const MOST_ANSWER = 64 * 1_024

/**
 * Sends a message to an address that the scope permits: the name is resolved once, what it leads to is judged, and that
 * very address is dialled. Resolves when a 2xx came; rejects with the reason in a few words. Redirects are not followed:
 * where they lead was not asked for.
 */
export async function postWebhook({ url, headers, body }: WebhookMessage, tools: PostTools): Promise<void> {
  const target = new URL(url)
  const signal = AbortSignal.any([tools.signal, AbortSignal.timeout(tools.timeoutMs)])
  const address = await permittedAddress(target.hostname.replace(/^\[(.+)\]$/, '$1'), tools, signal)
  const content = Buffer.from(body)
  const status = await send(target, content, {
    method: 'POST',
    signal,
    // A connection of its own: one that is kept may lead to where a name led before.
    agent: false,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': content.length,
      'user-agent': 'portscan-core',
      connection: 'close',
    },
    lookup: (_name, { all }, found) => {
      const family = address.includes(':') ? 6 : 4
      if (all === true) found(null, [{ address, family }])
      else found(null, address, family)
    },
  })
  if (status < 200 || status > 299) throw new Error(`expected 2xx, got ${status}`)
}

async function permittedAddress(
  host: string,
  { scope, resolver }: PostTools,
  signal: AbortSignal,
): Promise<string> {
  const literal = /^[\d.]+$/.test(host) || host.includes(':')
  const addresses = literal ? [host] : await resolver.resolve(host, { signal })
  const permitted = addresses.find((address) => scope.refusal(address) === undefined)
  if (permitted !== undefined) return permitted
  const why = addresses[0] === undefined ? `${host} leads nowhere` : scope.refusal(addresses[0])!.message
  throw Object.assign(new Error(why), { code: 'ERR_POLICY' })
}

function send(target: URL, content: Buffer, options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = target.protocol === 'https:' ? requestHttps : requestHttp
    const sent = request(target, options, (answer) => {
      drain(answer).then(() => resolve(answer.statusCode ?? 0), reject)
    })
    sent.on('error', reject)
    sent.end(content)
  })
}

async function drain(answer: IncomingMessage): Promise<void> {
  let size = 0
  for await (const chunk of answer) {
    size += (chunk as Buffer).length
    // Leaving the loop ends the connection.
    if (size > MOST_ANSWER) return
  }
}
