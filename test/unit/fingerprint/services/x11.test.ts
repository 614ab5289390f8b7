import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { x11 } from '../../../../src/fingerprint/services/x11.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { x11 as said } from '../../../fixtures/services/x11.ts'

const match = (answer: string | Uint8Array): Match | undefined =>
  x11.matchers
    .map((matcher) =>
      matcher(typeof answer === 'string' ? bytes(answer) : answer, { transport: 'tcp', probe: 'x11' }),
    )
    .find((found) => found !== undefined)

it('reads vendor and release of a server that lets anybody in', () => {
  expect(match(said.open)).toMatchObject({
    name: 'x11',
    product: 'X.Org X server',
    version: '21.1.6',
    confidence: 'verified',
    details: { open: true, vendor: 'The X.Org Foundation', release: 12_101_006 },
    cpe: ['cpe:2.3:a:x.org:x_server:21.1.6:*:*:*:*:*:*:*'],
  })
  expect(match(said.xfree86)).toMatchObject({ product: 'XFree86', version: '4.3.0' })
  const elder = match(said.elder)!
  expect(elder.details).toEqual({ open: true, vendor: 'Sun Microsystems, Inc.', release: 3600 })
  expect([elder.product, elder.vendor, elder.version]).toEqual(['Xsun', 'Sun', undefined])
})

it.each([
  [said.mismatch, 'Protocol version mismatch'],
  [said.refused, 'No protocol specified'],
  [said.authenticate, 'No entry'],
])('reads a refusal: %j', (answer, refusal) => {
  expect(match(answer)).toMatchObject({
    name: 'x11',
    confidence: 'verified',
    details: { open: false, refusal },
  })
})

it('is no answer whose lengths or version do not fit', () => {
  for (const [text, at, value] of [
    [said.open, 2, 12],
    [said.open, 6, 1],
    [said.open, 25, 0xff],
    [said.open, 30, 9],
    [said.refused, 1, 60],
    [said.refused, 2, 12],
    [said.refused, 6, 7],
    [said.authenticate, 6, 2],
  ] as const) {
    const answer = bytes(text)
    answer[at] = value
    if (text === said.open && at === 6) answer[7] = 0
    expect([at, match(answer)]).toEqual([at, undefined])
  }
  expect(match(Buffer.alloc(64))).toBeUndefined()
  expect(match(Buffer.alloc(64, 1))).toBeUndefined()
})

it('needs no more than the vendor', () => {
  const isEnough = (text: string, length: number): boolean => x11.enough!(bytes(text).subarray(0, length))
  expect([8, 39, 59, 60].map((length) => isEnough(said.open, length))).toEqual([false, false, false, true])
  expect([6, 20, said.refused.length].map((length) => isEnough(said.refused, length))).toEqual([
    false,
    false,
    true,
  ])
})
