import { expect, test } from 'vitest'
import { loadHttpPeers } from '../../../../../src/integrations/server/http/http-peers.ts'

test('all packages are there, as what they are used for', async () => {
  const peers = await loadHttpPeers()
  for (const name of ['fastify', 'LogController', 'helmet', 'rateLimit', 'swagger', 'swaggerUi'] as const) {
    expect(peers[name], name).toBeTypeOf('function')
  }
  expect(peers.Type.String()).toMatchObject({ type: 'string' })
})
