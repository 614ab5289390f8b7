import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { iscsi } from '../../../../src/fingerprint/services/iscsi.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { iscsiLogins } from '../../../fixtures/services/iscsi.ts'

const named = ({ sent, received }: { sent: string; received: string }) =>
  recognize(bytes(received), { transport: 'tcp', probe: 'iscsi', sent: bytes(sent) }, [iscsi])

it('says what a target wants', () => {
  expect(named(iscsiLogins.tgt)).toMatchObject({
    name: 'iscsi',
    confidence: 'verified',
    details: { status: '0.0', authMethod: 'None', portalGroup: '1' },
  })
  expect(named(iscsiLogins.istgt)?.details).toEqual({ status: '0.0', authMethod: 'CHAP' })
})

it('is no answer to another task', () => {
  const { sent, received } = iscsiLogins.tgt
  expect(named({ sent: sent.replace('\xaa', '\xab'), received })).toBeUndefined()
})

it('never asks to leave the first stage, so nobody is logged in', () => {
  const said = iscsi.hello!({ address: '192.0.2.1', port: 3260, tls: false, random: () => 0.5 })
  expect([said[0], said[1]]).toEqual([0x43, 0])
  expect(said.length % 4).toBe(0)
})
