import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { cvspserver } from '../../../../src/fingerprint/services/cvspserver.ts'
import { cvspserver as said } from '../../../fixtures/services/cvspserver.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('is known by the word that it repeats, and by how it refuses others', () => {
  const context = { transport: 'tcp' as const, probe: 'cvspserver', sent: bytes('portscan-01020304\n') }
  expect(recognize(bytes(said.refusal), context, [cvspserver])).toMatchObject({
    name: 'cvspserver',
    confidence: 'verified',
  })
  const http = { transport: 'tcp' as const, probe: 'http' }
  expect(recognize(bytes(said.toHttp), http, [cvspserver])?.confidence).toBe('structured')
  expect(recognize(bytes('bad auth protocol start: x\n'), http, [cvspserver])).toBeUndefined()
})
