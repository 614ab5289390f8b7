import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  frames,
  multiProtocolNegotiate,
  NEGOTIATE,
  negotiateRequest,
  readSmb1,
  readSmb2,
  SESSION_SETUP,
  sessionRequest,
  sessionSetupRequest,
  SMB1_NEGOTIATE,
  smb1SessionSetup,
} from '../../../../src/fingerprint/services/smb-message.ts'

const client = Buffer.alloc(16, 7)

describe('messages of SMB', () => {
  it.each([
    ['NEGOTIATE', negotiateRequest(0, client)],
    ['SESSION_SETUP', sessionSetupRequest(1)],
    ['the old NEGOTIATE', multiProtocolNegotiate()],
    ['the old SESSION_SETUP', smb1SessionSetup()],
    ['a session request', sessionRequest()],
  ])('%s is one whole frame', (_name, bytes) => {
    expect(frames(bytes)).toHaveLength(1)
    expect(frames(bytes.subarray(0, -1))).toEqual([])
  })

  it('a request of version 2 is read only as the answer that it becomes', () => {
    for (const [command, bytes] of [
      [NEGOTIATE, negotiateRequest(0, client)],
      [SESSION_SETUP, sessionSetupRequest(1)],
    ] as const) {
      const message = Buffer.from(frames(bytes)[0]!.payload)
      expect(readSmb2(message, command)).toBeUndefined()
      message[16] = 1
      message.writeUInt32LE(0xc0000016, 8)
      expect(readSmb2(message, command)).toMatchObject({ status: 0xc0000016 })
      expect(readSmb2(message, command + 5)).toBeUndefined()
      message[0] = 0xff
      expect(readSmb2(message, command)).toBeUndefined()
    }
  })

  it('an answer of version 1 has words and data, in the texts that it says', () => {
    const message = Buffer.from(frames(multiProtocolNegotiate())[0]!.payload)
    expect(readSmb1(message, SMB1_NEGOTIATE)).toBeUndefined()
    message[9]! |= 0x80
    const answer = readSmb1(message, SMB1_NEGOTIATE)
    expect(answer).toMatchObject({ unicode: true })
    expect(answer!.words).toHaveLength(0)
    expect(Buffer.from(answer!.data).toString('latin1')).toContain('NT LM 0.12')
    message[32] = 255
    expect(readSmb1(message, SMB1_NEGOTIATE)).toBeUndefined()
  })

  it('reads any bytes, four frames at most', () => {
    expect(frames(Buffer.alloc(64))).toHaveLength(4)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        for (const { payload } of frames(noise)) {
          readSmb2(payload, 0)
          readSmb1(payload, 0x72)
        }
        readSmb2(noise, 0)
        readSmb1(noise, 0x72)
      }),
    )
  })
})
