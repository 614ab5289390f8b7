import { expect, test } from 'vitest'
import { LocalTrouble } from '../../../src/probe/local-trouble.ts'

test('tells of each kind of trouble once, with its code', () => {
  const trouble = new LocalTrouble()
  const outcome = { state: 'none', reason: 'local-resource', errorCode: 'EMFILE' } as const
  const warning = trouble.notice(outcome)
  expect(warning).toMatchObject({ kind: 'warning', code: 'local-resource' })
  expect(warning?.message).toContain('EMFILE')
  expect(trouble.notice(outcome)).toBeUndefined()
  expect(trouble.notice({ state: 'unknown', reason: 'local-policy', errorCode: 'EPERM' })?.code).toBe(
    'local-policy',
  )
  expect(trouble.notice({ state: 'unknown', reason: 'system-error', errorCode: 'EWHAT' })?.message).toContain(
    'EWHAT',
  )
})

test('says nothing of what the network answered, nor of a connection that met itself', () => {
  const trouble = new LocalTrouble()
  expect(trouble.notice({ state: 'filtered', reason: 'no-response' })).toBeUndefined()
  expect(trouble.notice({ state: 'closed', reason: 'conn-refused' })).toBeUndefined()
  expect(trouble.notice({ state: 'none', reason: 'self-connect' })).toBeUndefined()
  expect(trouble.notice({ state: 'none', reason: 'no-route' })).toBeUndefined()
})
