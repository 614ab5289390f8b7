import { serviceRole } from './0001-service-role.ts'
import { scans } from './0002-scans.ts'
import { keysAndAudit } from './0003-keys-and-audit.ts'
import { rowSecurity } from './0004-row-security.ts'
import { schedulesAndWebhooks } from './0005-schedules-and-webhooks.ts'
import type { MigrationSteps } from './migration-steps.ts'

/**
 * What makes the tables, in the order of the names. What has been released is never changed: further steps come after it.
 * They must be right for PostgreSQL 14, and for a role that is no superuser.
 */
export const migrations: Readonly<Record<string, MigrationSteps>> = {
  '0001-service-role': serviceRole,
  '0002-scans': scans,
  '0003-keys-and-audit': keysAndAudit,
  '0004-row-security': rowSecurity,
  '0005-schedules-and-webhooks': schedulesAndWebhooks,
}
