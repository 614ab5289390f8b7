import { createHmac, randomBytes } from 'node:crypto'

/** 256 bits, as `whsec_` and Base64: how libraries for Standard Webhooks take it. */
export function newSecret(): { readonly secret: Uint8Array; readonly text: string } {
  const secret = randomBytes(32)
  return { secret, text: `whsec_${secret.toString('base64')}` }
}

/**
 * The headers of a message as Standard Webhooks 1.0 has them: HMAC-SHA256 of its id, the time of this try and its body.
 * The receiver refuses what is older than a few minutes, so that nobody can play a message to it again.
 */
export function signatureHeaders(
  id: string,
  at: Date,
  body: string,
  secret: Uint8Array,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
