import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  channelIn,
  closeChannel,
  endpointsIn,
  getEndpoints,
  openChannel,
  openedChannel,
} from '../../../../src/fingerprint/services/opc-ua-channel.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { opcUa as said } from '../../../fixtures/services/opc-ua.ts'

const channel = openedChannel(bytes(said.opened))!

it('says chunks whose length is theirs, in the channel that was opened', () => {
  const open = Buffer.from(openChannel())
  expect(open.toString('latin1')).toMatch(/^OPNF.*SecurityPolicy#None/s)
  const list = Buffer.from(getEndpoints({ id: 6, token: 13 }, 'opc.tcp://192.0.2.1:4840'))
  const close = Buffer.from(closeChannel({ id: 6, token: 13 }))
  for (const words of [open, list, close]) expect(words.readUInt32LE(4)).toBe(words.length)
  for (const words of [list, close]) expect([words.readUInt32LE(8), words.readUInt32LE(12)]).toEqual([6, 13])
  expect(list.toString('latin1')).toMatch(/^MSGF.*opc\.tcp:\/\/192\.0\.2\.1:4840\xff{8}$/s)
  expect(close.toString('latin1')).toMatch(/^CLOF/)
})

it('reads the channel from the answers', () => {
  expect(channel).toEqual({ id: 7, token: 13 })
  expect(channelIn(bytes(said.endpoints))).toEqual(channel)
  expect(endpointsIn(bytes(said.endpoints), channel)?.uint32()).toBe(1)
})

it('takes no other message, no other channel and no fault', () => {
  expect(openedChannel(bytes(said.endpoints))).toBeUndefined()
  expect(
    openedChannel(bytes(said.opened.replace('OPNF\x87\0\0\0\x07', 'OPNF\x87\0\0\0\x08'))),
  ).toBeUndefined()
  expect(channelIn(bytes(said.opened))).toBeUndefined()
  expect(endpointsIn(bytes(said.endpoints), { ...channel, token: channel.token + 1 })).toBeUndefined()
  expect(endpointsIn(bytes(said.endpoints), { ...channel, id: 8 })).toBeUndefined()
  // A ServiceFault (397) instead of what was asked.
  expect(endpointsIn(bytes(said.endpoints.replace('\xaf\x01', '\x8d\x01')), channel)).toBeUndefined()
  // BadServiceUnsupported as the result.
  const result = said.endpoints.replace('\x02\0\0\0\0\0\0\0', '\x02\0\0\0\0\0\x0b\x80')
  expect(result).not.toBe(said.endpoints)
  expect(endpointsIn(bytes(result), channel)).toBeUndefined()
  for (let end = 0; end < 60; end++) {
    expect(openedChannel(bytes(said.opened.slice(0, end)))).toBeUndefined()
    expect(endpointsIn(bytes(said.endpoints.slice(0, Math.min(end, 48))), channel)).toBeUndefined()
  }
})

it('reads hostile answers without a throw', () => {
  const hostile = fc
    .tuple(
      fc.constantFrom(said.opened, said.endpoints),
      fc.array(fc.tuple(fc.nat(140), fc.nat(255)), { maxLength: 4 }),
      fc.nat(600),
    )
    .map(([text, changes, end]) => {
      const answer = bytes(text)
      for (const [at, value] of changes) answer[at] = value
      return answer.subarray(0, end)
    })
  fc.assert(
    fc.property(hostile, (answer) => {
      openedChannel(answer)
      channelIn(answer)
      endpointsIn(answer, channel)
    }),
  )
})
