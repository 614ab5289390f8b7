import { expect, it } from 'vitest'
import { dnp3, linkFrame } from '../../../../src/fingerprint/services/dnp3.ts'
import { dnp3 as said } from '../../../fixtures/services/dnp3.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 20_000, tls: false, random: () => (0x7800 + 0.5) / 0xd000 }
const sent = dnp3.hello!(hello)
const match = (text: string, asked: Uint8Array = sent) =>
  dnp3.matchers[0]!(bytes(text), { transport: 'tcp', probe: 'dnp3', sent: asked })

it('asks fourteen stations for the state of the link, each in a frame with the right CRC', () => {
  expect(sent.length).toBe(140)
  expect(linkFrame(0xc9, 0, 0).toString('hex')).toBe('056405c900000000364c')
})

it('tells which stations answered', () => {
  expect(match(said.status)).toMatchObject({
    name: 'dnp3',
    confidence: 'verified',
    details: { stations: [4] },
  })
  expect(match(said.two)?.details).toEqual({ stations: [1, 1_024] })
})

it('takes no frame with a wrong CRC, to another master, from a master, cut off, or to a foreign question', () => {
  expect(match(said.status.replace('\x0b', '\x0f'))).toBeUndefined()
  expect(match(said.status, linkFrame(0xc9, 4, 7))).toBeUndefined()
  expect(match(linkFrame(0xc9, 4, 0x8800).toString('latin1'))).toBeUndefined()
  expect(match(said.status.slice(0, 9))).toBeUndefined()
  expect(match(said.status, bytes('GET / HTTP/1.0\r\n\r\n'))).toBeUndefined()
})
