import type { MigrationSteps } from './migration-steps.ts'

const tables = [
  'scans',
  'scan_hosts',
  'shards',
  'shard_hosts',
  'ports',
  'results',
  'events',
  'idempotency_keys',
  'keys',
]

/** Whose rows are seen: those of the tenant that this transaction said it is for, or everybody's. */
const OWN = `tenant = current_setting('portscan.tenant', true) or current_setting('portscan.tenant', true) = '*'`

export const rowSecurity: MigrationSteps = [
  ...[...tables, 'audit'].flatMap((table) => [
    `alter table portscan.${table} enable row level security`,
    `alter table portscan.${table} force row level security`,
  ]),
  ...tables.map((table) => `create policy own_rows on portscan.${table} using (${OWN}) with check (${OWN})`),
  // Nobody changes what was noted: there is no policy by which they could.
  `create policy own_rows_read on portscan.audit for select using (${OWN})`,
  `create policy own_rows_added on portscan.audit for insert with check (${OWN})`,
]
