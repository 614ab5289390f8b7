import { SERVICE_ROLE } from './migrations/0001-service-role.ts'

/**
 * How a connection of the service begins. A superuser gives up what it does not need; others are held to their tenant
 * without that. All rows are looked up by an index: which way is the quickest must not depend on what the planner guesses
 * of tables that have just grown. It needs connections of its own: a proxy may not hand them out statement by statement.
 */
export const SESSION = `
  set enable_seqscan = off;
  set enable_bitmapscan = off;
  select set_config('role', '${SERVICE_ROLE}', false) from pg_roles
    where rolname = current_user and rolsuper and exists (select from pg_roles where rolname = '${SERVICE_ROLE}')`
