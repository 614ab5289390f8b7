import type { MigrationSteps } from './migration-steps.ts'

/**
 * Row-level security does not hold a superuser. Where the database is one's, the service works as this role, which may
 * read and write rows and nothing else; everybody else is held as the owner of the tables.
 */
export const SERVICE_ROLE = 'portscan_service'

export const serviceRole: MigrationSteps = [
  `do $$
  begin
    if (select rolsuper from pg_roles where rolname = current_user) then
      if not exists (select from pg_roles where rolname = 'portscan_service') then
        begin
          create role portscan_service nologin;
        exception when duplicate_object or unique_violation then
          null; -- another database of this server was quicker
        end;
      end if;
      grant usage on schema portscan to portscan_service;
      alter default privileges in schema portscan
        grant select, insert, update, delete on tables to portscan_service;
    end if;
  end $$`,
]
