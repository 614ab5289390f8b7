import { expect, test } from 'vitest'
import { oneHost } from '../../../../../src/integrations/server/http/one-host.ts'

test.each([
  ['Host.Example', 'host.example'],
  ['10.0.0.1', '10.0.0.1'],
  ['2001:DB8:0::1', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['localhost', 'localhost'],
])('%s is %s', async (text, host) => {
  expect(await oneHost(text)).toBe(host)
})

test.each(['192.0.2.0/24', 'a b', '', 'a:80', "'--"])('%j is no host', async (text) => {
  await expect(oneHost(text)).rejects.toMatchObject({ statusCode: 400, code: 'invalid_host' })
})
