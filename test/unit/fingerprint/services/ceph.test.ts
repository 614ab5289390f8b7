import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { ceph } from '../../../../src/fingerprint/services/ceph.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ceph as said } from '../../../fixtures/services/ceph.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [ceph])

it.each([
  [said.messenger1, 1],
  [said.messenger2, 2],
])('reads the banner: %#', (text, messenger) => {
  expect(named(text)).toMatchObject({ name: 'ceph', product: 'Ceph', details: { messenger } })
  expect(ceph.enough!(bytes(text))).toBe(true)
  for (const other of [text.slice(0, -1), `${text}\0`, text.replace('ceph', 'deph')])
    expect(named(other)).toBeUndefined()
  expect(ceph.enough!(bytes(text.slice(0, -1)))).toBe(false)
})
