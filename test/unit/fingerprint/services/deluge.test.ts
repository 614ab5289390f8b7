import { deflateSync, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { deluge } from '../../../../src/fingerprint/services/deluge.ts'
import { deluge as said } from '../../../fixtures/services/deluge.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (answer: Uint8Array) => recognize(answer, { transport: 'tcp', probe: 'deluge' }, [deluge])
const framed = (body: Uint8Array) =>
  Buffer.concat([Buffer.from([1, 0, 0, body.length >> 8, body.length & 0xff]), body])

it('reads the version', () => {
  expect(named(bytes(said.info))).toMatchObject({
    product: 'Deluge',
    version: '2.0.3',
    confidence: 'verified',
    cpe: ['cpe:2.3:a:deluge-torrent:deluge:2.0.3:*:*:*:*:*:*:*'],
  })
})

it('asks for it in a call of its own form', () => {
  const sent = Buffer.from(deluge.hello!({ address: '', port: 58846, tls: true, random: () => 0 }))
  expect(sent.readUInt32BE(1)).toBe(sent.length - 5)
  expect(inflateSync(sent.subarray(5)).toString('latin1')).toBe('\xc1\xc4\0\x8bdaemon.info\xc0f')
  expect(named(sent)).toBeUndefined()
})

it('takes nothing that is cut off, longer than it says, or a bomb', () => {
  expect(named(bytes(said.info.slice(0, -1)))).toBeUndefined()
  expect(named(bytes(`${said.info}x`))).toBeUndefined()
  expect(named(bytes(said.info.replace(';', '<')))).toBeUndefined()
  expect(named(framed(deflateSync(Buffer.alloc(500_000))))).toBeUndefined()
  expect(named(framed(deflateSync(Buffer.from('\xc3\x01\0\x852.0.33', 'latin1'))))).toBeUndefined()
})
