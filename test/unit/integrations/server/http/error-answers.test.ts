import { expect, test } from 'vitest'
import { ScanError } from 'portscan-core'
import { problemOf } from '../../../../../src/integrations/server/http/error-answers.ts'
import { serviceApp } from '../../../../support/service-app.ts'

test.each([
  [new ScanError('ERR_OPTION', 'cursor: odd'), 400, 'invalid_request'],
  [new ScanError('ERR_RESOURCE', 'secret'), 500, 'internal'],
  [Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
  [Object.assign(new Error('secret'), { code: '57P01' }), 503, 'unavailable'],
  [Object.assign(new Error('secret'), { code: '22P02' }), 500, 'internal'],
  [
    Object.assign(new Error('too large'), { statusCode: 413, code: 'FST_ERR_CTP_BODY_TOO_LARGE' }),
    413,
    'body_too_large',
  ],
  [Object.assign(new Error('secret'), { statusCode: 502 }), 500, 'internal'],
  [new Error('secret'), 500, 'internal'],
  ['secret', 500, 'internal'],
  [undefined, 500, 'internal'],
])('%s is %i %s, and nothing of ours gets out', (error, statusCode, code) => {
  const problem = problemOf(error)
  expect(problem).toMatchObject({ statusCode, code })
  expect(JSON.stringify(problem.body)).not.toContain('secret')
})

test('a database that is away is told as such, and the log knows more than the answer', async () => {
  const lines: string[] = []
  const { app, store, key } = await serviceApp(
    { logLevel: 'info' },
    { log: { write: (line) => void lines.push(line) } },
  )
  const authorization = await key(['read'])
  store.break(Object.assign(new Error('connect to 10.9.8.7 refused'), { code: 'ECONNREFUSED' }))
  const answer = await app.inject({ url: '/hosts', headers: { authorization } })
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('5')
  expect(answer.body).not.toContain('10.9.8.7')
  expect(lines.join('')).toContain('10.9.8.7')
  expect((await app.inject('/health/ready')).statusCode).toBe(503)
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  store.break(undefined)
  expect((await app.inject({ url: '/hosts', headers: { authorization } })).statusCode).toBe(200)
  await app.close()
})
