import { expect, test } from 'vitest'
import { appSettings, serviceApp } from '../../../../../support/service-app.ts'

test('a tenant that has as many scans as it may is told to come again', async () => {
  const { app, key } = await serviceApp({ limits: { ...appSettings.limits, scans: 1 } })
  const ask = async (tenant: string) => {
    const headers = { authorization: await key(['scan'], { tenant }) }
    return app.inject({ method: 'POST', url: '/scan', headers, payload: { hosts: ['192.0.2.1'] } })
  }
  expect((await ask('one')).statusCode).toBe(202)
  const more = await ask('one')
  expect([more.statusCode, more.headers['retry-after']]).toEqual([429, '15'])
  expect((await ask('other')).statusCode).toBe(202)
  await app.close()
})

test('the trace of who asks goes on', async () => {
  const parents: unknown[] = []
  const { noTelemetry } = await import('../../../../../../src/integrations/server/telemetry/telemetry.ts')
  const { app, key } = await serviceApp(
    {},
    {
      telemetry: {
        ...noTelemetry,
        inSpan: (name, options, run) => {
          parents.push([name, options.parent])
          return run({ set() {} })
        },
      },
    },
  )
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const headers = { authorization: await key(['scan']), traceparent }
  await app.inject({ method: 'POST', url: '/scan', headers, payload: { hosts: ['192.0.2.1'] } })
  expect(parents).toEqual([
    ['POST /scan', traceparent],
    ['enqueue', undefined],
  ])
  await app.close()
})
