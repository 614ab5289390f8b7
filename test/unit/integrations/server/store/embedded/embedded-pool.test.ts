import type { PostgresPoolClient } from 'kysely'
import { expect, test } from 'vitest'
import {
  embeddedPool,
  embeddedSession,
  type EmbeddedSession,
} from '../../../../../../src/integrations/server/store/embedded/embedded-pool.ts'

/** A database that notes what it is asked; what has `fail` in it fails. */
function world(): { session: EmbeddedSession; asked: string[] } {
  const asked: string[] = []
  const answer = async (text: string): Promise<never> => {
    await Promise.resolve()
    asked.push(text)
    if (text.includes('fail')) throw new Error(text)
    return { rows: [{ text }], affectedRows: 1 } as never
  }
  return { session: embeddedSession({ query: answer, exec: answer }), asked }
}

async function client(session: EmbeddedSession, settings: string): Promise<PostgresPoolClient> {
  return embeddedPool(session, settings).connect()
}

test('a transaction is not disturbed by others', async () => {
  const { session, asked } = world()
  const [a, b] = [await client(session, 's'), await client(session, 's')]
  await a.query('begin', [])
  const others = [b.query('other', []), b.query('another', [])]
  await a.query('one', [])
  await a.query('rollback to x', [])
  await a.query('two', [])
  await a.query('COMMIT', [])
  await Promise.all(others)
  expect(asked).toEqual(['s', 'begin', 'one', 'rollback to x', 'two', 'COMMIT', 'other', 'another'])
})

test('a transaction that fails goes on until it is rolled back; a commit that fails ends it', async () => {
  const { session, asked } = world()
  const [a, b] = [await client(session, 's'), await client(session, 's')]
  await a.query('start transaction', [])
  await expect(a.query('fail', [])).rejects.toThrow('fail')
  const other = b.query('other', [])
  await a.query('rollback', [])
  await other
  await a.query('begin', [])
  const last = b.query('last', [])
  await expect(a.query('commit fails', [])).rejects.toThrow('commit')
  await last
  await expect(a.query('begin fails', [])).rejects.toThrow('begin')
  await b.query('still', [])
  expect(asked.slice(1)).toEqual([
    'start transaction',
    'fail',
    'rollback',
    'other',
    'begin',
    'commit fails',
    'last',
    'begin fails',
    'still',
  ])
})

test('who leaves in the middle of a transaction takes it back', async () => {
  const { session, asked } = world()
  const [a, b] = [await client(session, 's'), await client(session, 's')]
  await a.query('begin', [])
  a.release()
  await b.query('next', [])
  expect(asked).toEqual(['s', 'begin', 'rollback', 'next'])
})

test('each pool has its own settings, set when it is its turn and only when they change', async () => {
  const { session, asked } = world()
  const [a, b] = [await client(session, 'A'), await client(session, 'B')]
  await a.query('1', [])
  await a.query('2', [])
  await b.query('3', [])
  await a.query('4', [])
  expect(asked).toEqual(['A', '1', '2', 'B', '3', 'A', '4'])
})

test('settings that cannot be set fail the statement, and are tried again', async () => {
  const { session, asked } = world()
  const [a, b] = [await client(session, 'fail'), await client(session, 'B')]
  await expect(a.query('1', [])).rejects.toThrow('fail')
  await expect(a.query('begin', [])).rejects.toThrow('fail')
  await b.query('2', [])
  expect(asked).toEqual(['fail', 'fail', 'B', '2'])
})

test('kysely is told what was changed', async () => {
  const { session } = world()
  const a = await client(session, 's')
  expect(await a.query(' insert into x', [])).toMatchObject({ command: 'INSERT', rowCount: 1 })
  expect(await a.query('select 1', [])).toMatchObject({ command: 'SELECT' })
})
