import { expect, test } from 'vitest'
import { serviceApp } from '../../../../support/service-app.ts'

test('a path that is there is not there for other methods, whoever asks, and says for which it is', async () => {
  const { app } = await serviceApp()
  const ask = async (method: string, url: string) => {
    const answer = await app.inject({
      method: method as 'PUT',
      url,
      ...(method !== 'GET' && { payload: '{' }),
    })
    return [answer.statusCode, answer.headers['allow']]
  }
  expect(await ask('PUT', '/scan')).toEqual([405, 'POST'])
  expect(await ask('GET', '/scan')).toEqual([405, 'POST'])
  expect(await ask('OPTIONS', '/keys')).toEqual([405, 'GET, HEAD, POST'])
  expect(await ask('POST', '/results/192.0.2.1')).toEqual([405, 'GET, HEAD'])
  expect(await ask('HEAD', '/scan/x/events')).toEqual([405, 'GET'])
  await app.close()
})
