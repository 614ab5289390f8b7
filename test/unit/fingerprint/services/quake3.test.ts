import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { quake3 } from '../../../../src/fingerprint/services/quake3.ts'
import { quake3 as said, quake3Status as status } from '../../../fixtures/services/quake3.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, sent: string) =>
  recognize(bytes(text), { transport: 'udp', probe: 'quake3', sent: bytes(sent) }, [quake3])
const context = { address: '', port: 27960, tls: false, random: () => 0.5 }

it('reads what it plays', () => {
  expect(named(said.info.received, said.info.sent)).toMatchObject({
    confidence: 'verified',
    details: {
      game: 'Quake3Arena',
      protocol: 71,
      hostName: 'noname',
      map: 'oa_dm1',
      clients: 0,
      mostClients: 8,
    },
  })
})

it('wants its own word back', () => {
  expect(named(said.info.received, said.info.sent.replace('88e1327a', '88e1327b'))).toBeUndefined()
  expect(named(said.info.received, '')).toBeUndefined()
})

it('takes the version from the status', () => {
  const known = { name: 'quake3', confidence: 'verified', evidence: 'x', details: { map: 'a' } } as const
  const { merge } = quake3.datagramDetail!(known, 0, context)!
  const merged = (received: string) =>
    merge(known, bytes(received), { transport: 'udp', sent: bytes(status.sent) })
  expect(merged(status.received)).toMatchObject({
    product: 'ioquake3',
    version: '1.36',
    details: { map: 'a', versionText: expect.stringMatching(/^ioq3 1\.36/) as unknown },
  })
  expect(merged(status.received.replace('7045a33b', '00000000'))).toBe(known)
  expect(quake3.datagramDetail!(known, 1, context)).toBeUndefined()
})
