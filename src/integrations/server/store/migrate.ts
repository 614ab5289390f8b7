import type { Kysely } from 'kysely'
import type { MigrationSteps } from './migrations/migration-steps.ts'

/**
 * Brings the tables to this version, in one transaction. Processes that start at the same time wait for one another; a
 * database of a later version is refused.
 */
export async function migrate(
  { Migrator, sql }: Pick<typeof import('kysely'), 'Migrator' | 'sql'>,
  database: Kysely<unknown>,
  migrations: Readonly<Record<string, MigrationSteps>>,
): Promise<void> {
  const entries = Object.entries(migrations).map(([name, steps]) => {
    const up = async (transaction: Kysely<unknown>): Promise<void> => {
      for (const step of steps) await sql.raw(step).execute(transaction)
    }
    return [name, { up }] as const
  })
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(entries)) },
    migrationTableSchema: 'portscan',
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('the tables could not be made', { cause: error })
}
