import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { mumble } from '../../../../src/fingerprint/services/mumble.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mumble as said, mumblePing } from '../../../fixtures/services/mumble.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [mumble])

it('reads version and system', () => {
  expect(named(said.version)).toMatchObject({
    product: 'Mumble server',
    version: '1.3.4',
    cpe: ['cpe:2.3:a:mumble:mumble:1.3.4:*:*:*:*:*:*:*'],
    details: { release: '1.3.4-4', os: 'X11', osVersion: 'Linux 6.1.0-30-x' },
  })
})

it('is not another message, nor half of one', () => {
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(named(said.version.replace('\0\0', '\0\x01'))).toBeUndefined()
  expect(named('\0\0\0\0\0\x02\x08\x01')).toBeUndefined()
})

it('reads who is there from the answer to a ping', () => {
  const { sent, received } = mumblePing.pong
  const context = { transport: 'udp' as const, probe: 'mumble', sent: bytes(sent) }
  expect(recognize(bytes(received), context, [mumble])).toMatchObject({
    version: '1.3.4',
    confidence: 'verified',
    details: { users: 0, maxUsers: 1000, bandwidth: 72_000 },
  })
})
