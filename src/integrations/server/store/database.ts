import type { Kysely, RawBuilder, Sql, Transaction } from 'kysely'
import { ScanError } from 'portscan-core'
import type { Tenant } from '../model.ts'

/** Sees every tenant's rows: for what no tenant asked for, as to find work that is due. In the database it is `'*'`. */
export const EVERYBODY = Symbol('everybody')

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
  /** The rows of one query, likewise, in one round trip. The query changes nothing. */
  read<Row>(tenant: Tenant | typeof EVERYBODY, query: RawBuilder<Row>): Promise<readonly Row[]>
}

const TRIES = 5

export function openDatabase(kysely: Kysely<unknown>, sql: Sql): Database {
  return {
    kysely,
    sql,
    rows: async <Row>(query: RawBuilder<Row>) => (await query.execute(kysely)).rows,
    // A statement is a transaction too. The query refers to `seen`, and `offset 0` keeps it apart: so it cannot begin
    // before the tenant is set, whatever the planner thinks of.
    read: async <Row>(tenant: Tenant | typeof EVERYBODY, query: RawBuilder<Row>) => {
      const whole = sql<Row>`
        select found.* from (select set_config('portscan.tenant', ${nameOf(tenant)}, true) as tenant offset 0) as seen
        cross join lateral (select asked.* from (${query}) as asked where seen.tenant is not null offset 0) as found`
      return (await whole.execute(kysely)).rows
    },
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

function nameOf(tenant: Tenant | typeof EVERYBODY): string {
  if (tenant === EVERYBODY) return '*'
  if (tenant !== '' && tenant !== '*') return tenant
  const message = `a tenant has a name, and no other than everybody's *; got ${JSON.stringify(tenant)}`
  throw new ScanError('ERR_OPTION', message)
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
