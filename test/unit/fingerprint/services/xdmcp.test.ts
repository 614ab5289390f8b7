import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { xdmcp } from '../../../../src/fingerprint/services/xdmcp.ts'
import { xdmcp as said } from '../../../fixtures/services/xdmcp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'xdmcp', ...(asked && { sent: asked }) }, [xdmcp])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('reads the name of the host, willing or not', () => {
  const { sent, received } = said['willing']!
  expect(named(sent, received)).toMatchObject({
    name: 'xdmcp',
    hostname: 'vm',
    confidence: 'structured',
    details: { willing: true, status: 'Willing to manage' },
  })
  expect(named(sent, said['unwilling']!.received)).toMatchObject({
    hostname: 'vm',
    details: { willing: false, status: 'No display' },
  })
})

it('is no other version, opcode or length', () => {
  const { sent, received } = said['willing']!
  for (const [at, value] of [
    [1, 2],
    [3, 2],
    [5, 24],
    [7, 1],
    [9, 3],
  ] as const)
    expect([at, named(sent, changed(received, at, value))]).toEqual([at, undefined])
  expect(named(sent, `${received}x`)).toBeUndefined()
  expect(named(sent, sent)).toBeUndefined()
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'xdmcp', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [xdmcp])).toBeUndefined()
  }
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (answer, sent) => {
      named(sent, answer)
      named(undefined, answer)
    }),
  )
})
