import type { Tenant } from '../model.ts'
import type { Page, PageOptions } from '../store/store.ts'

/** `host.changed`: a host differs from its last scan. `scan.ended`: a scan is done, failed or cancelled. */
export const WEBHOOK_EVENTS = ['host.changed', 'scan.ended'] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Somebody who wants to be told. */
export interface Webhook {
  readonly id: string
  readonly tenant: Tenant
  readonly name: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly paused: boolean
  readonly created_at: string
}

/** One message to one of them. */
export interface Delivery {
  /** The receiver sees a message twice where its answer was lost: by this it knows. */
  readonly id: string
  readonly tenant: Tenant
  readonly webhook_id: string
  readonly event: WebhookEvent | 'ping'
  readonly status: 'pending' | 'delivered' | 'dead'
  readonly attempts: number
  readonly created_at: string
  /** The next try. */
  readonly due_at?: string
  readonly delivered_at?: string
  readonly error?: string
}

/** A message that is to be sent now. */
export interface ClaimedDelivery extends Delivery {
  readonly url: string
  readonly secret: Uint8Array
  /** JSON, as it is signed and sent. */
  readonly body: string
  /** W3C Trace Context of what it tells of. */
  readonly traceparent?: string
}

export interface NewDelivery {
  readonly webhookId: string
  readonly event: WebhookEvent | 'ping'
  readonly body: string
  readonly traceparent?: string
}

/** A scan that ended, and that nobody was told of yet. */
export interface UntoldScan {
  readonly scanId: string
  readonly tenant: Tenant
}

export interface WebhookStore {
  create(webhook: Omit<Webhook, 'created_at'>, secret: Uint8Array): Promise<Webhook>
  get(tenant: Tenant, id: string): Promise<Webhook | undefined>
  list(tenant: Tenant): Promise<readonly Webhook[]>
  change(
    tenant: Tenant,
    id: string,
    change: Partial<Pick<Webhook, 'name' | 'url' | 'events' | 'paused'>>,
  ): Promise<Webhook | undefined>
  remove(tenant: Tenant, id: string): Promise<boolean>
  /** Newest first. */
  deliveries(tenant: Tenant, webhookId: string, page: PageOptions): Promise<Page<Delivery>>
}

/** What is to be told, kept until it is told or given up. */
export interface Outbox {
  /** Scans of all tenants that ended, the oldest first. */
  untold(limit: number): Promise<readonly UntoldScan[]>
  /** Keeps the messages and marks the scan as told, in one transaction. Nothing happens where that is so already. */
  tell(scan: UntoldScan, deliveries: readonly NewDelivery[]): Promise<void>
  /** A message that no scan led to. */
  add(tenant: Tenant, delivery: NewDelivery): Promise<Delivery>
  /** Takes messages that are due, each for `leaseMs`: who does not say by then what came of one loses it to another. */
  claim(limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]>
  delivered(delivery: ClaimedDelivery): Promise<void>
  /** Without `retryMs` it is given up. */
  failed(delivery: ClaimedDelivery, error: string, retryMs: number | undefined): Promise<void>
  /** Throws away messages that were told or given up before then. */
  prune(before: Date): Promise<void>
}
