import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  framed,
  isAnswerTo,
  isRecord,
  isWhole,
  MARK,
  nullCall,
  parseReply,
  PROGRAM_MISMATCH,
  PROGRAM_UNAVAILABLE,
  rpcCall,
  versionsOf,
} from '../../../../src/fingerprint/services/onc-rpc.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { nfs } from '../../../fixtures/services/nfs.ts'
import { rpcbind } from '../../../fixtures/services/rpcbind.ts'

const NFS = 100_003

it('makes calls of 40 bytes, and frames them as one fragment, the last', () => {
  const call = rpcCall(() => 0.5, { program: NFS, version: 3, procedure: 1 })
  expect(call.toString('hex')).toBe(`80808080${'00000000'}00000002000186a30000000300000001${'00'.repeat(16)}`)
  expect(isRecord(framed(call))).toBe(true)
  expect(isWhole(framed(call).subarray(0, 20))).toBe(false)
})

it('reads an accepted reply and the versions in it', () => {
  const sent = framed(nullCall(() => 0.5, NFS))
  const answer = bytes(nfs.versions)
  expect(isAnswerTo(sent, answer, MARK, NFS)).toBe(true)
  expect(isAnswerTo(sent, answer, MARK, NFS + 1)).toBe(false)
  const reply = parseReply(answer, MARK)!
  expect(reply.status).toBe(PROGRAM_MISMATCH)
  expect(versionsOf(answer, reply)).toEqual([3, 4])
  expect(versionsOf(answer, { ...reply, status: PROGRAM_UNAVAILABLE })).toBeUndefined()
  expect(versionsOf(answer.subarray(0, -1), reply)).toBeUndefined()
})

it('reads any bytes without throwing', () => {
  const some = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.constant(bytes(rpcbind.versions)))
  fc.assert(
    fc.property(some, fc.nat(40), (answer, cut) => {
      const part = answer.subarray(0, cut)
      const reply = parseReply(part, MARK)
      isRecord(part)
      isWhole(part)
      if (reply) {
        expect(reply.at).toBeLessThanOrEqual(part.length)
        versionsOf(part, reply)
      }
    }),
  )
})
