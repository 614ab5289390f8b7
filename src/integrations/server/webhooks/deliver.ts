import type { ServiceTelemetry } from '../telemetry/telemetry.ts'
import { postWebhook, type PostTools } from './post-webhook.ts'
import { signatureHeaders } from './signature.ts'
import type { ClaimedDelivery, Outbox } from './webhook.ts'

export interface DeliverTools extends PostTools {
  readonly outbox: Pick<Outbox, 'claim' | 'delivered' | 'failed'>
  readonly telemetry: Pick<ServiceTelemetry, 'inSpan' | 'webhookTried'>
  readonly now: () => Date
  readonly random: () => number
}

const AT_ONCE = 20
/** About ten hours in all. */
const TRIES = 12
const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 2 * 3_600_000

/** Sends what is due, once each. Resolves to how many that were, so that the caller knows whether to go on at once. */
export async function deliver(tools: DeliverTools): Promise<number> {
  // Twice the time that a try may take: who has not said anything by then is dead.
  const claimed = await tools.outbox.claim(AT_ONCE, tools.timeoutMs * 2 + 1_000)
  await Promise.all(claimed.map((delivery) => deliverOne(delivery, tools)))
  return claimed.length
}

async function deliverOne(delivery: ClaimedDelivery, tools: DeliverTools): Promise<void> {
  const { telemetry, outbox } = tools
  const facts = { 'portscan.webhook.event': delivery.event, 'portscan.attempt': delivery.attempts }
  try {
    await telemetry.inSpan('webhook', { kind: 'client', facts, parent: delivery.traceparent }, () =>
      post(delivery, tools),
    )
  } catch (error) {
    const retryMs = pauseAfter(delivery.attempts, tools.random)
    telemetry.webhookTried(retryMs === undefined ? 'dead' : 'failed')
    await outbox.failed(delivery, reasonOf(error), retryMs)
    return
  }
  telemetry.webhookTried('delivered')
  await outbox.delivered(delivery)
}

function post({ id, url, body, secret }: ClaimedDelivery, tools: DeliverTools): Promise<void> {
  return postWebhook({ url, body, headers: signatureHeaders(id, tools.now(), body, secret) }, tools)
}

/** Doubled by each try, and a random quarter less, so that many do not come back together; none after the last try. */
export function pauseAfter(attempts: number, random: () => number): number | undefined {
  if (attempts >= TRIES) return undefined
  const pause = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
  return Math.round(pause * (1 - random() / 4))
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200)
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time'
  const { code } = error as { readonly code?: unknown }
  const said = typeof code === 'string' && code !== 'ERR_POLICY' ? `${code}: ` : ''
  return `${said}${error.message}`.slice(0, 200)
}
