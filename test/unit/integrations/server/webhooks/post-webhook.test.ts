import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createScope } from '../../../../../src/integrations/server/scope/scope.ts'
import { postWebhook } from '../../../../../src/integrations/server/webhooks/post-webhook.ts'

async function receiver(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** `names`: what they lead to; the first answer, and what it would be if it were asked again. */
function tools(
  names: Readonly<Record<string, readonly string[]>> = {},
  timeoutMs = 20_000,
  deny: string[] = [],
) {
  const asked: string[] = []
  return {
    asked,
    scope: createScope({ allow: ['127.0.0.0/8'], deny, own: [], allowOwn: false }),
    resolver: {
      resolve: (name: string) => (asked.push(name), Promise.resolve(names[name] ?? [])),
    },
    timeoutMs,
    signal: new AbortController().signal,
  }
}

const message = (url: string) => ({ url, headers: { 'webhook-id': '7' }, body: '{"é":1}' })

test('the message arrives as it is, at the address that was judged, with the name as the host', async () => {
  const got: unknown[] = []
  const port = await receiver((request, response) => {
    const { method, url, headers } = request
    request.setEncoding('utf8').on('data', (body: string) => got.push({ method, url, headers, body }))
    request.on('end', () => response.writeHead(204).end())
  })
  const told = tools({ 'hook.example': ['10.0.0.1', '127.0.0.1'] })
  await postWebhook(message(`http://hook.example:${port}/in?a=b`), told)
  expect(told.asked).toEqual(['hook.example'])
  expect(got).toMatchObject([
    {
      ...{ method: 'POST', url: '/in?a=b', body: '{"é":1}' },
      headers: { host: `hook.example:${port}`, 'webhook-id': '7', 'content-length': '8' },
    },
  ])
})

test.each([
  ['http://10.0.0.1/', /10\.0\.0\.1/],
  ['http://169.254.169.254/latest/meta-data', /metadata/],
  ['http://[::ffff:10.0.0.1]/', /10\.0\.0\.1/],
  ['http://0x0a000001/', /10\.0\.0\.1/],
  ['http://167772161/', /10\.0\.0\.1/],
  ['http://0/', /0\.0\.0\.0/],
  ['http://[::]/', /::/],
  ['http://inside.example/', /10\.0\.0\.1/],
  ['http://127.0.0.9/', /deny list/],
  ['http://nowhere.example/', /leads nowhere/],
])('%s is not dialled', async (url, why) => {
  const told = tools({ 'inside.example': ['10.0.0.1'] }, 20_000, ['127.0.0.9'])
  await expect(postWebhook(message(url), told)).rejects.toMatchObject({
    code: 'ERR_POLICY',
    message: expect.stringMatching(why) as string,
  })
})

test('a redirect is not followed', async () => {
  let requests = 0
  const port = await receiver((_request, response) => {
    requests++
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await expect(postWebhook(message(`http://127.0.0.1:${port}/`), tools())).rejects.toThrow(
    'expected 2xx, got 302',
  )
  expect(requests).toBe(1)
})

test('who does not answer is left', async () => {
  const port = await receiver(() => {})
  await expect(postWebhook(message(`http://127.0.0.1:${port}/`), tools({}, 50))).rejects.toThrow()
})

test('an answer without end is not read to its end', async () => {
  const port = await receiver((_request, response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(16_384)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  })
  await postWebhook(message(`http://127.0.0.1:${port}/`), tools())
})
