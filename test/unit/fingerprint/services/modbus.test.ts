import { expect, it } from 'vitest'
import { modbus } from '../../../../src/fingerprint/services/modbus.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { modbus as said } from '../../../fixtures/services/modbus.ts'

const hello = { address: '192.0.2.1', port: 502, tls: false, random: () => 0.25 }
const asked = (id: string) =>
  ({ transport: 'tcp', probe: 'modbus', sent: bytes(`${id}\0\0\0\x05\xff+\x0e\x01\0`) }) as const
const match = (text: string, id = text.slice(0, 2)) => modbus.matchers[0]!(bytes(text), asked(id))

it('asks the device itself what it is, and nothing of its registers', () => {
  expect(Buffer.from(modbus.hello!(hello)).toString('hex')).toBe('404000000005ff2b0e0100')
  expect(modbus.optIn).toBe(true)
})

it('reads the identification', () => {
  expect(match(said.basic)).toMatchObject({
    name: 'modbus',
    vendor: 'Pymodbus',
    product: 'PM',
    version: '3.0.0',
    confidence: 'verified',
    details: { vendorName: 'Pymodbus', productCode: 'PM', revision: '3.0.0' },
  })
})

it('asks for the product’s name, where it has told who made it', () => {
  const step = modbus.detail!(match(said.basic)!, 0, hello)!
  expect(step.send[9]).toBe(2)
  const more = step.merge(match(said.basic)!, bytes(said.regular), asked('\x125'))
  expect(more).toMatchObject({ product: 'Pymodbus Server', details: { modelName: 'Pymodbus Server' } })
  expect(modbus.detail!(more, 1, hello)).toBeUndefined()
  expect(step.merge(more, bytes(said.exception), asked('\x126'))).toBe(more)
})

it('is known by an exception as well', () => {
  expect(match(said.exception)).toMatchObject({
    confidence: 'verified',
    details: { exception: 'illegal function' },
  })
  expect(modbus.detail!(match(said.exception)!, 0, hello)).toBeUndefined()
})

it('takes no answer with another id, of another length or cut off', () => {
  expect(match(said.basic, 'xy')).toBeUndefined()
  expect(match(said.exception, 'xy')).toBeUndefined()
  expect(modbus.matchers[0]!(bytes(said.exception), { transport: 'tcp' })).toBeUndefined()
  for (let end = 0; end < said.basic.length; end++)
    expect(match(said.basic.slice(0, end), '\x124')).toBeUndefined()
  expect(match(said.basic.replace('\x08Pymodbus', '\xf8Pymodbus'))).toBeUndefined()
})

it('is enough when the length says so', () => {
  expect(modbus.enough!(bytes(said.basic.slice(0, 20)))).toBe(false)
  expect(modbus.enough!(bytes(said.basic))).toBe(true)
})
