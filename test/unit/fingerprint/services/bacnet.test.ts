import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { bacnet } from '../../../../src/fingerprint/services/bacnet.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const { sent, received } = datagrams['bacnet']!['vendor']!
const context = { transport: 'udp', probe: 'bacnet', sent: bytes(sent) } as const
const match = (text: string) => bacnet.matchers[0]!(bytes(text), context)

function ask(known: Match, step: number, id: number, answer: string): Match {
  const random = (): number => id / 256
  const next = bacnet.datagramDetail!(known, step, {
    address: '192.0.2.1',
    port: 47_808,
    tls: false,
    random,
  })!
  return next.merge(known, bytes(answer), { ...context, sent: next.send })
}

it('asks whose it is, then which model and firmware', () => {
  const first = match(received)!
  expect(first).toMatchObject({
    name: 'bacnet',
    vendor: 'Example Controls',
    confidence: 'verified',
    details: { instance: 4_242 },
  })
  const model = ask(
    first,
    0,
    0x81,
    '\x81\n\x00\x1b\x01\x000\x81\x0c\x0c\x02\x00\x10\x92\x19F>u\x07\x00EX-100?',
  )
  const firmware = ask(
    model,
    1,
    0x82,
    '\x81\n\x00\x1a\x01\x000\x82\x0c\x0c\x02\x00\x10\x92\x19,>u\x06\x001.4.2?',
  )
  expect(firmware).toMatchObject({ vendor: 'Example Controls', product: 'EX-100', version: '1.4.2' })
  // The answer to the question before says nothing of the firmware.
  expect(
    ask(first, 1, 0x81, '\x81\n\x00\x1b\x01\x000\x81\x0c\x0c\x02\x00\x10\x92\x19F>u\x07\x00EX-100?'),
  ).toBe(first)
})

const hello = { address: '192.0.2.1', port: 47_808, tls: false, random: () => 0 }
const refusal = '\x81\n\x00\r\x01\x00P\x80\x0c\x91\x01\x91\x1f'

it('is known by a refusal', () => {
  expect(match(refusal)!.details).toEqual({ refusal: 'error' })
  const rejected = match('\x81\n\x00\x09\x01\x00\x60\x80\x09')!
  expect(rejected.details).toEqual({ refusal: 'reject' })
  expect(bacnet.datagramDetail!(rejected, 0, hello)).toBeUndefined()
})

it('asks who it is where it does not know itself by the number that stands for any', () => {
  const refused = match(refusal)!
  // What bacpypes3 0.0.110 says to Who-Is.
  const iAm = '\x81\n\x00\x15\x01\x00\x10\x00\xc4\x02\x00\x02W"\x04\x00\x91\x00"\x03\xe7'
  const known = ask(refused, 0, 0, iAm)
  expect(known.details).toEqual({ instance: 599, vendorId: 999 })
  expect(ask(refused, 0, 0, iAm.slice(0, -1))).toBe(refused)
  const next = bacnet.datagramDetail!(known, 1, hello)!
  expect(Buffer.from(next.send).toString('hex')).toBe('810a001101040005000c0c020002571946')
  const model = ask(known, 1, 0x0c, '\x81\n\x00\x1d\x01\x000\x0c\x0c\x0c\x02\x00\x02W\x19F>u\t\x00BACpypes?')
  expect(model).toMatchObject({ product: 'BACpypes', details: { instance: 599 } })
})

it('takes no product from a device that has nothing to say', () => {
  const nameless = match(received.replace('Example Controls', 'N/A             '))!
  expect(nameless.vendor).toBeUndefined()
  expect(nameless.details).toMatchObject({ vendorName: 'N/A' })
})

it('takes no other invoke id, nothing of another length, and nothing cut off', () => {
  expect(match(received.replace('0\x80', '0\x81'))).toBeUndefined()
  expect(match(`${received}x`)).toBeUndefined()
  for (let end = 0; end < received.length; end++) expect(match(received.slice(0, end))).toBeUndefined()
})
