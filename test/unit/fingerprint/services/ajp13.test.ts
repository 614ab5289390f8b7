import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ajp13 } from '../../../../src/fingerprint/services/ajp13.ts'
import { ajp13 as said } from '../../../fixtures/services/ajp13.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 8009, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'ajp13' } as const
const pong = () => ajp13.matchers[0]!(bytes(said.pong), context)!

it('knows CPong, and nothing that only starts so', () => {
  expect(pong()).toMatchObject({ name: 'ajp13', product: 'Apache Jserv' })
  expect(recognize(bytes(`${said.pong}x`), context, [ajp13])).toBeUndefined()
  expect(recognize(bytes(said.pong.slice(0, 4)), context, [ajp13])).toBeUndefined()
})

it('reads the version from a page that is not there', () => {
  const step = ajp13.detail!(pong(), 0, hello)!
  const sent = Buffer.from(step.send)
  expect(sent.readUInt16BE(2)).toBe(sent.length - 4)
  expect(sent.toString('latin1')).toContain('/portscan-core.invalid')
  expect(step.enough!(bytes(said.notFound.slice(0, -2)))).toBe(false)
  expect(step.enough!(bytes(said.notFound))).toBe(true)
  expect(step.merge(pong(), bytes(said.notFound), context)).toMatchObject({
    product: 'Apache Tomcat (Apache Jserv)',
    version: '10.1.60',
    cpe: ['cpe:2.3:a:apache:tomcat:10.1.60:*:*:*:*:*:*:*'],
    details: { status: 404 },
  })
  expect(step.merge(pong(), bytes(said.forbidden), context).details).toEqual({ status: 403 })
  expect(ajp13.detail!(pong(), 1, hello)).toBeUndefined()
})

it('leaves the match as it is where the answer is no response', () => {
  const { merge } = ajp13.detail!(pong(), 0, hello)!
  for (const text of ['HTTP/1.1 400\r\n\r\n', said.pong, said.notFound.slice(0, 8), 'AB\0\x03\x04\0\x01'])
    expect(merge(pong(), bytes(text), context)).toEqual(pong())
})

it('reads a header without a number', () => {
  const headers = '\x04\0\xc8\0\x02OK\0\0\x02\xa0\x03\0\x010\0\0\x06Server\0\0\x04Test\0'
  const text = `AB\0${String.fromCharCode(headers.length)}${headers}AB\0\x02\x05\x01`
  expect(ajp13.detail!(pong(), 0, hello)!.merge(pong(), bytes(text), context).details).toEqual({
    status: 200,
    server: 'Test',
  })
})
