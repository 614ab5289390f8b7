import type { MigrationSteps } from './migration-steps.ts'

/**
 * Tables of the first version. Times that are read are kept to the millisecond, which is what a `Date` holds: they can be
 * compared with what is kept. JSON is `json`, the text as it came: `jsonb` refuses U+0000, which a peer may well send.
 */
export const scans: MigrationSteps = [
  `create table portscan.scans (
    id uuid primary key,
    tenant text collate "C" not null,
    status text not null check (status in ('pending', 'in_progress', 'done', 'failed', 'cancelled')),
    request json not null,
    seed double precision not null,
    shards integer not null,
    shards_done integer not null default 0,
    events integer not null default 0,
    created_at timestamptz(3) not null default now(),
    started_at timestamptz(3),
    finished_at timestamptz(3),
    error text,
    traceparent text,
    schedule_id text
  )`,
  `create index scans_by_time on portscan.scans (tenant, created_at, id)`,
  `create index scans_under_way on portscan.scans (tenant) where status in ('pending', 'in_progress')`,
  `create index scans_by_end on portscan.scans (finished_at)`,

  `create table portscan.scan_hosts (
    scan_id uuid not null references portscan.scans on delete cascade,
    position integer not null,
    tenant text collate "C" not null,
    host text collate "C" not null,
    status text not null default 'pending',
    error text,
    primary key (scan_id, position),
    unique (scan_id, host)
  )`,

  `create table portscan.shards (
    scan_id uuid not null references portscan.scans on delete cascade,
    index integer not null,
    tenant text collate "C" not null,
    status text not null default 'pending',
    attempt integer not null default 0,
    owner text,
    backend text,
    error text,
    due_at timestamptz not null default now(),
    primary key (scan_id, index)
  )`,
  `create index shards_due on portscan.shards (due_at) where status in ('pending', 'in_progress')`,

  // What each shard says of each host, until the scan ends and its results are put together.
  `create table portscan.shard_hosts (
    scan_id uuid not null,
    host text collate "C" not null,
    index integer not null,
    tenant text collate "C" not null,
    addresses json not null,
    counts json not null,
    unprobed double precision not null,
    scanned text not null,
    error text,
    primary key (scan_id, host, index),
    foreign key (scan_id, index) references portscan.shards on delete cascade
  )`,

  `create table portscan.ports (
    scan_id uuid not null references portscan.scans on delete cascade,
    host text collate "C" not null,
    address text collate "C" not null,
    port integer not null,
    transport text collate "C" not null,
    tenant text collate "C" not null,
    index integer not null,
    state text not null,
    reason text not null,
    service json,
    primary key (scan_id, host, address, port, transport)
  )`,

  `create table portscan.results (
    scan_id uuid not null references portscan.scans on delete cascade,
    position integer not null,
    tenant text collate "C" not null,
    host text collate "C" not null,
    scanned_at timestamptz(3) not null,
    scanned text not null,
    addresses json not null,
    open_ports integer[] not null,
    services json not null,
    counts json not null,
    backend text not null,
    complete boolean not null,
    primary key (scan_id, position)
  )`,
  `create index results_by_host on portscan.results (tenant, host, scanned_at, scan_id)`,

  `create table portscan.events (
    scan_id uuid not null references portscan.scans on delete cascade,
    seq integer not null,
    tenant text collate "C" not null,
    at timestamptz(3) not null default clock_timestamp(),
    type text not null,
    data json not null,
    primary key (scan_id, seq)
  )`,

  // The scan is written after the key, in the same transaction.
  `create table portscan.idempotency_keys (
    tenant text collate "C" not null,
    key text collate "C" not null,
    hash text not null,
    scan_id uuid not null references portscan.scans on delete cascade deferrable initially deferred,
    created_at timestamptz(3) not null default now(),
    primary key (tenant, key)
  )`,
  `create index idempotency_keys_by_time on portscan.idempotency_keys (tenant, created_at)`,
  `create index idempotency_keys_by_scan on portscan.idempotency_keys (scan_id)`,
]
