import type { MigrationSteps } from './migration-steps.ts'

const OWN = `tenant = current_setting('portscan.tenant', true) or current_setting('portscan.tenant', true) = '*'`

export const schedulesAndWebhooks: MigrationSteps = [
  `create table portscan.schedules (
    id uuid primary key,
    tenant text collate "C" not null,
    name text not null,
    request json not null,
    cron text,
    every_ms bigint,
    time_zone text not null,
    jitter_ms bigint not null,
    overlap text not null check (overlap in ('skip', 'queue', 'cancel')),
    paused boolean not null,
    created_at timestamptz(3) not null default now(),
    fires_at timestamptz(3),
    due_at timestamptz(3),
    last_scan_id uuid,
    last_at timestamptz(3),
    last_error text
  )`,
  `create index schedules_by_tenant on portscan.schedules (tenant, created_at, id)`,
  `create index schedules_due on portscan.schedules (due_at) where not paused and due_at is not null`,

  `create table portscan.webhooks (
    id uuid primary key,
    tenant text collate "C" not null,
    name text not null,
    url text not null,
    secret bytea not null,
    events text[] not null,
    paused boolean not null,
    created_at timestamptz(3) not null default now()
  )`,
  `create index webhooks_by_tenant on portscan.webhooks (tenant, created_at)`,

  // Everything that ended before there was anybody to tell has been told.
  `alter table portscan.scans add column told boolean not null default false`,
  `update portscan.scans set told = true where finished_at is not null`,
  `create index scans_untold on portscan.scans (finished_at) where not told and finished_at is not null`,

  `create table portscan.deliveries (
    id uuid primary key,
    tenant text collate "C" not null,
    webhook_id uuid not null references portscan.webhooks on delete cascade,
    event text not null,
    body text not null,
    traceparent text,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'dead')),
    attempts integer not null default 0,
    created_at timestamptz(3) not null default clock_timestamp(),
    due_at timestamptz(3) not null default clock_timestamp(),
    ended_at timestamptz(3),
    error text
  )`,
  `create index deliveries_due on portscan.deliveries (due_at) where status = 'pending'`,
  `create index deliveries_by_webhook on portscan.deliveries (webhook_id, created_at, id)`,
  `create index deliveries_by_end on portscan.deliveries (ended_at) where ended_at is not null`,

  ...['schedules', 'webhooks', 'deliveries'].flatMap((table) => [
    `alter table portscan.${table} enable row level security`,
    `alter table portscan.${table} force row level security`,
    `create policy own_rows on portscan.${table} using (${OWN}) with check (${OWN})`,
  ]),
]
