import { expect, test } from 'vitest'
import { errorForLog } from '../../../../../src/integrations/server/http/request-log.ts'
import { noTelemetry, type RequestFacts } from '../../../../../src/integrations/server/telemetry/telemetry.ts'
import { serviceApp } from '../../../../support/service-app.ts'

test('one line a request, with who asked, and the same for telemetry', async () => {
  const lines: string[] = []
  const told: RequestFacts[] = []
  const { app, key } = await serviceApp(
    { logLevel: 'info' },
    {
      log: { write: (line) => void lines.push(line) },
      telemetry: { ...noTelemetry, httpRequest: (facts) => void told.push(facts) },
    },
  )
  const authorization = await key(['read'], { tenant: 'lab' })
  await app.inject({ url: '/results/192.0.2.1', headers: { authorization } })
  await app.inject('/nothing')
  await app.close()
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      msg: 'request',
      method: 'GET',
      url: '/results/192.0.2.1',
      status: 404,
      tenant: 'lab',
      from: '127.0.0.1',
    },
    { msg: 'request', url: '/nothing', status: 404 },
  ])
  // Telemetry has no addresses: each would be a series of its own.
  expect(told.map(({ route, status }) => [route, status])).toEqual([
    ['/results/:host', 404],
    ['none', 404],
  ])
})

test('an error in the log has no key', () => {
  const key = `psc_${'a'.repeat(12)}_${'b'.repeat(43)}`
  expect(JSON.stringify(errorForLog(new Error(`bad ${key}`)))).not.toContain('bbb')
})
