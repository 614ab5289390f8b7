import type { Database, Statements } from './database.ts'
import type { ScanEventRow } from './store.ts'

/** What is to be said of a scan. */
export type NewEvent = Pick<ScanEventRow, 'type' | 'data'>

/**
 * Says it, in this order, after all that was said before: numbers are given under the lock of the scan's row, so whoever
 * has read up to one has missed none before it.
 */
export async function addEvents(
  { sql }: Database,
  statements: Statements,
  { scanId, tenant }: { readonly scanId: string; readonly tenant: string },
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  const types = events.map(({ type }) => type)
  const data = events.map((event) => JSON.stringify(event.data))
  await statements.rows(sql`
    with numbered as (
      update portscan.scans set events = events + ${events.length}::integer
      where tenant = ${tenant} and id = ${scanId}
      returning events - ${events.length}::integer as before
    )
    insert into portscan.events (scan_id, seq, tenant, type, data)
    select ${scanId}::uuid, numbered.before + new.place, ${tenant}::text, new.type, new.data::json
    from numbered, unnest(${types}::text[], ${data}::text[]) with ordinality as new (type, data, place)`)
}
