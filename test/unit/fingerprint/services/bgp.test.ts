import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { bgp } from '../../../../src/fingerprint/services/bgp.ts'
import { bgp as said } from '../../../fixtures/services/bgp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [bgp])

it('reads OPEN', () => {
  expect(named(said.open)).toMatchObject({
    name: 'bgp',
    details: {
      as: 64_500,
      routerId: '192.0.2.1',
      holdTime: 240,
      capabilities: [1, 2, 64, 65, 70, 71],
    },
  })
  expect(named(said.hostname)).toMatchObject({ hostname: 'rt1.net', details: { routerId: '192.0.2.7' } })
})

it('reads why it ends the conversation', () => {
  expect(named(said.notification)?.details).toEqual({ notification: [1, 1] })
  expect(named(said.open + said.notification)?.details['as']).toBe(64_500)
})

it.each([
  ['another marker', said.open.replace('\xff', '\xfe')],
  ['a message that is cut off', said.open.slice(0, -1)],
  ['a length that does not fit', said.open.replace('\x18\x02\x16', '\x17\x02\x16')],
  ['version 3', said.open.replace('\x01\x04\xfb', '\x01\x03\xfb')],
  ['KEEPALIVE', `${'\xff'.repeat(16)}\0\x13\x04`],
  ['a code that there is not', said.notification.replace('\x03\x01', '\x03\x09')],
])('is not %s', (_what, text) => expect(named(text)).toBeUndefined())
