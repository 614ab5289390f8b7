import type { PGlite } from '@electric-sql/pglite'
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'

/** Hands out the one connection that an embedded database is, to one after the other. */
export interface EmbeddedSession {
  readonly database: Pick<PGlite, 'query' | 'exec'>
  /** Resolves when it is one's turn, with what ends that. */
  turn(): Promise<() => void>
  /** What the session was set to last, since every pool has settings of its own. */
  settings: string
}

export function embeddedSession(database: EmbeddedSession['database']): EmbeddedSession {
  let last: Promise<void> = Promise.resolve()
  return {
    database,
    settings: '',
    async turn() {
      const before = last
      let end = (): void => {}
      last = new Promise((resolve) => {
        end = resolve
      })
      await before
      return end
    },
  }
}

/**
 * The embedded database as a pool of node-postgres, as far as kysely uses that: each statement waits for its turn, and a
 * transaction has it from BEGIN to COMMIT. `settings` are statements that hold whenever it is this pool's turn.
 */
export function embeddedPool(session: EmbeddedSession, settings: string): PostgresPool {
  return {
    connect: () => Promise.resolve(embeddedClient(session, settings)),
    end: () => Promise.resolve(),
  }
}

function embeddedClient(session: EmbeddedSession, settings: string): PostgresPoolClient {
  let endTurn: (() => void) | undefined

  async function query<Row>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> {
    endTurn ??= await session.turn()
    let open = inTransaction
    try {
      if (session.settings !== settings) await setUp(session, settings)
      const answer = await session.database.query<Row>(text, [...parameters])
      open = openAfter(text, open)
      return {
        command: commandOf(text),
        rowCount: answer.affectedRows ?? answer.rows.length,
        rows: answer.rows,
      }
    } catch (error) {
      // A transaction that failed goes on until it is rolled back; a COMMIT that failed has ended it.
      if (openAfter(text, open) !== open) open = false
      throw error
    } finally {
      inTransaction = open
      if (!open) giveBack()
    }
  }

  let inTransaction = false
  function giveBack(): void {
    endTurn?.()
    endTurn = undefined
  }

  return {
    query: query as PostgresPoolClient['query'],
    release() {
      if (inTransaction) void query('rollback').catch(giveBack)
    },
  }
}

async function setUp(session: EmbeddedSession, settings: string): Promise<void> {
  session.settings = ''
  await session.database.exec(settings)
  session.settings = settings
}

function openAfter(text: string, before: boolean): boolean {
  if (/^\s*(?:begin|start\s+transaction)\b/i.test(text)) return true
  if (/^\s*(?:commit|end|rollback|abort)\b(?!\s+to\b)/i.test(text)) return false
  return before
}

/** What kysely asks for, to know whether rows were changed. */
function commandOf(text: string): PostgresQueryResult<unknown>['command'] {
  const [, word = ''] = /^\s*(insert|update|delete)\b/i.exec(text) ?? []
  return word === '' ? 'SELECT' : (word.toUpperCase() as 'INSERT' | 'UPDATE' | 'DELETE')
}
