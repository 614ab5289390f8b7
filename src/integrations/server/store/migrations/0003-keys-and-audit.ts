import type { MigrationSteps } from './migration-steps.ts'

export const keysAndAudit: MigrationSteps = [
  `create table portscan.keys (
    id text collate "C" primary key,
    tenant text collate "C" not null,
    name text not null,
    scopes text[] not null,
    prefix text collate "C" not null,
    hash bytea not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3),
    last_used_at timestamptz(3)
  )`,
  `create index keys_by_prefix on portscan.keys (prefix)`,
  `create index keys_by_tenant on portscan.keys (tenant, created_at)`,

  `create table portscan.audit (
    id bigint generated always as identity primary key,
    tenant text collate "C" not null,
    at timestamptz(3) not null default clock_timestamp(),
    key_id text,
    action text not null,
    detail json not null
  )`,
  `create index audit_by_tenant on portscan.audit (tenant, id)`,
]
