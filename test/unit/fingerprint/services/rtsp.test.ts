import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rtsp } from '../../../../src/fingerprint/services/rtsp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rtsp as said } from '../../../fixtures/services/rtsp.ts'

const sent = rtsp.hello!({ address: '192.0.2.1', port: 554, tls: false, random: () => 0.5 })
const named = (text: string, asked?: Uint8Array) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'rtsp', ...(asked && { sent: asked }) }, [rtsp])

it('reads the program and its methods', () => {
  expect(Buffer.from(sent).toString()).toContain('CSeq: 538976288\r\n')
  const text = said.options.replace('536870912', '538976288')
  expect(named(text, sent)).toMatchObject({
    name: 'rtsp',
    product: 'GStreamer RTSP server',
    confidence: 'verified',
    details: { version: '1.0', status: 200, server: 'GStreamer RTSP server' },
  })
  expect(named(text)?.confidence).toBe('structured')
  expect(named(text)?.details['methods']).toHaveLength(8)
})

it('reads the realm', () => {
  expect(named(said.unauthorized)?.details).toEqual({ version: '1.0', status: 401, realm: 'camera' })
})

it('is not another’s answer, nor HTTP’s', () => {
  expect(named(said.options, sent)).toBeUndefined()
  expect(named(said.toHttp, sent)).toMatchObject({ confidence: 'structured' })
  expect(named('HTTP/1.0 400 Bad Request\r\nCSeq: 1\r\n\r\n', sent)).toBeUndefined()
  expect(named('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n')).toBeUndefined()
})

it('knows a whole answer', () => {
  expect(rtsp.enough!(bytes(said.options))).toBe(true)
  expect(rtsp.enough!(bytes(said.options.slice(0, -2)))).toBe(false)
  const body = 'RTSP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nab'
  expect(rtsp.enough!(bytes(body))).toBe(false)
  expect(rtsp.enough!(bytes(`${body}c`))).toBe(true)
})
