import type { Kysely, RawBuilder, Sql, Transaction } from 'kysely'
import { ScanError } from 'portscan-core'
import type { Tenant } from '../model.ts'

/** Sees every tenant's rows: for what no tenant asked for, as to find work that is due. No tenant can have this name. */
export const EVERYBODY = '*'

/** Statements of one transaction. */
export interface Statements {
  rows<Row>(query: RawBuilder<Row>): Promise<readonly Row[]>
}

/** PostgreSQL, wherever it is. */
export interface Database extends Statements {
  readonly kysely: Kysely<unknown>
  readonly sql: Sql
  /**
   * One transaction, in which only rows of this tenant are seen or written: row-level security holds it to that, were a
   * query ever to forget it. It is tried again where others were in its way (40001, 40P01), so `work` must do nothing else.
   */
  as<Result>(
    tenant: Tenant | typeof EVERYBODY,
    work: (statements: Statements) => Promise<Result>,
  ): Promise<Result>
  /**
   * What a query begins with that is a transaction in itself, and one round trip: `from ${seenBy(tenant)} cross join lateral
   * (select … where tenant = seen.tenant)`. The tenant is set before the other side of the join begins.
   */
  seenBy(tenant: Tenant | typeof EVERYBODY): RawBuilder<unknown>
}

const TRIES = 5

export function openDatabase(kysely: Kysely<unknown>, sql: Sql): Database {
  return {
    kysely,
    sql,
    rows: async <Row>(query: RawBuilder<Row>) => (await query.execute(kysely)).rows,
    seenBy: (tenant) =>
      sql`(select set_config('portscan.tenant', ${nameOf(tenant)}, true) as tenant offset 0) as seen`,
    async as(tenant, work) {
      const name = nameOf(tenant)
      const run = (): ReturnType<typeof work> =>
        kysely.transaction().execute(async (transaction) => {
          await sql`select set_config('portscan.tenant', ${name}, true)`.execute(transaction)
          return work(statementsOf(transaction))
        })
      return againWhereDisturbed(run)
    },
  }
}

function statementsOf(transaction: Transaction<unknown>): Statements {
  return { rows: async (query) => (await query.execute(transaction)).rows }
}

function nameOf(tenant: Tenant): Tenant {
  if (tenant !== '') return tenant
  throw new ScanError('ERR_OPTION', 'a tenant has a name; got an empty text')
}

async function againWhereDisturbed<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      const { code } = error as { readonly code?: unknown }
      // PostgreSQL, appendix A: serialization_failure, deadlock_detected.
      if (tries === TRIES || (code !== '40001' && code !== '40P01')) throw error
    }
  }
}
