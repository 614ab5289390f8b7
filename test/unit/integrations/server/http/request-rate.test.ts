import { expect, test } from 'vitest'
import { serviceApp, appSettings } from '../../../../support/service-app.ts'

test('each key and each address has a count of its own; an IPv6 client has one for its network', async () => {
  const { app, key } = await serviceApp({ limits: { ...appSettings.limits, requests: 2 } })
  const [one, other] = [await key(['read']), await key(['read'])]
  const status = async (authorization: string | undefined, remoteAddress = '192.0.2.1') =>
    (
      await app.inject({
        url: authorization ? '/hosts' : '/health/live',
        headers: authorization ? { authorization } : {},
        remoteAddress,
      })
    ).statusCode
  expect([await status(one), await status(one), await status(one), await status(other)]).toEqual([
    200, 200, 429, 200,
  ])
  expect([await status(undefined), await status(undefined), await status(undefined)]).toEqual([200, 200, 429])
  expect(await status(undefined, '192.0.2.2')).toBe(200)
  const v6 = ['2001:db8::1', '2001:db8::2', '2001:db8::ffff', '2001:db8:0:1::1']
  const answers = []
  for (const address of v6) answers.push(await status(undefined, address))
  expect(answers).toEqual([200, 200, 429, 200])
  await app.close()
})
