import { compareResults, type ResultDiff } from '../http/compare-results.ts'
import type { HostResult, StoredScan } from '../model.ts'
import type { ResultStore, ScanStore } from '../store/store.ts'
import type { NewDelivery, Outbox, UntoldScan, Webhook, WebhookStore } from './webhook.ts'

export interface TellTools {
  readonly outbox: Pick<Outbox, 'untold' | 'tell'>
  readonly webhooks: Pick<WebhookStore, 'list'>
  readonly scans: Pick<ScanStore, 'get'>
  readonly results: Pick<ResultStore, 'ofHost' | 'ofScan'>
}

const AT_ONCE = 20
/** Ports in one message, of each list; who wants all of them asks for the diff. */
const MOST_PORTS = 1_000

/**
 * Writes the messages about scans that ended: one for each host that differs from its last scan, one for the scan. Each
 * webhook of the tenant gets those that it asked for. Resolves to how many scans that were.
 */
export async function tellChanges(tools: TellTools): Promise<number> {
  const scans = await tools.outbox.untold(AT_ONCE)
  for (const scan of scans) await tools.outbox.tell(scan, await deliveriesOf(scan, tools))
  return scans.length
}

async function deliveriesOf({ scanId, tenant }: UntoldScan, tools: TellTools): Promise<NewDelivery[]> {
  const webhooks = await tools.webhooks.list(tenant)
  // Most tenants want nothing told: then nothing is looked up.
  if (webhooks.length === 0) return []
  const scan = await tools.scans.get(tenant, scanId)
  if (scan === undefined) return []
  const changes = webhooks.some(({ events }) => events.includes('host.changed'))
    ? await changesOf(scan, tools.results)
    : []
  const of = (event: NewDelivery['event'], data: object): NewDelivery[] => {
    const body = JSON.stringify({ type: event, timestamp: scan.finished_at, data })
    return webhooks
      .filter((webhook) => wants(webhook, event))
      .map(({ id }) => ({
        webhookId: id,
        event,
        body,
        ...(scan.traceparent !== undefined && { traceparent: scan.traceparent }),
      }))
  }
  return [
    ...changes.flatMap((change) => of('host.changed', { scan_id: scanId, ...shortened(change) })),
    ...of('scan.ended', endOf(scan)),
  ]
}

function wants({ events }: Webhook, event: NewDelivery['event']): boolean {
  return events.some((wanted) => wanted === event)
}

async function changesOf(
  { scan_id: scanId, tenant }: StoredScan,
  results: TellTools['results'],
): Promise<ResultDiff[]> {
  const changes: ResultDiff[] = []
  for await (const after of results.ofScan(tenant, scanId)) {
    const before = await resultBefore(after, tenant, results)
    const diff = before && compareResults(before, after)
    if (diff !== undefined && isChange(diff)) changes.push(diff)
  }
  return changes
}

/** The newest that is older. A few scans may have ended since, so a few are looked at. */
async function resultBefore(
  after: HostResult,
  tenant: string,
  results: TellTools['results'],
): Promise<HostResult | undefined> {
  const { items } = await results.ofHost(tenant, after.host, { limit: 20 })
  const at = items.findIndex(({ scan_id }) => scan_id === after.scan_id)
  return at === -1 ? undefined : items[at + 1]
}

function isChange({ newly_opened, newly_closed, changed_services }: ResultDiff): boolean {
  return newly_opened.length + newly_closed.length + changed_services.length > 0
}

function shortened(diff: ResultDiff): ResultDiff & { readonly shortened?: true } {
  const { newly_opened, newly_closed, changed_services } = diff
  const isLong = [newly_opened, newly_closed, changed_services].some((list) => list.length > MOST_PORTS)
  if (!isLong) return diff
  return {
    ...diff,
    newly_opened: newly_opened.slice(0, MOST_PORTS),
    newly_closed: newly_closed.slice(0, MOST_PORTS),
    changed_services: changed_services.slice(0, MOST_PORTS),
    shortened: true,
  }
}

function endOf({
  scan_id,
  status,
  request,
  created_at,
  finished_at,
  error,
  schedule_id,
}: StoredScan): object {
  return {
    ...{ scan_id, status, hosts: request.hosts.length, created_at, finished_at },
    ...(error !== undefined && { error }),
    ...(schedule_id !== undefined && { schedule_id }),
  }
}
