import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTelnet, refusals } from '../../../src/fingerprint/telnet-options.ts'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

it('splits commands from text', () => {
  expect(readTelnet(latin1('\xff\xfb\x01a\xff\xfd\x18b\xff\xf9\xff\xfa\x18\x01\xff\xf0c'))).toEqual({
    options: [
      { verb: 'WILL', option: 1 },
      { verb: 'DO', option: 24 },
    ],
    text: 'abc',
    whole: true,
  })
})

it('says where a command is cut off or none at all', () => {
  for (const text of ['\xff', '\xff\xfb', '\xff\xfa\x18\x01', '\xff\x01\x02', '\xff\xfb\x60', '\xff\xff'])
    expect(readTelnet(latin1(text)).whole).toBe(false)
})

it('refuses what is offered and demanded, and nothing that is refused', () => {
  const { options } = readTelnet(latin1('\xff\xfb\x01\xff\xfc\x03\xff\xfd\x18\xff\xfe\x1f'))
  expect(refusals(options)).toEqual(Uint8Array.from([255, 254, 1, 255, 252, 24]))
})

it('reads any bytes to their end, with bounded lists', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(255, 250, 251, 253, 240, 1, 24, 65), { maxLength: 600 }),
      (bytes) => {
        const { options, text } = readTelnet(Uint8Array.from(bytes))
        expect(options.length).toBeLessThanOrEqual(64)
        expect(text).not.toContain('\xff')
      },
    ),
  )
})
