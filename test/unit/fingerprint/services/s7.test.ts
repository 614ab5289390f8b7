import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { s7 } from '../../../../src/fingerprint/services/s7.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { s7 as said } from '../../../fixtures/services/s7.ts'

// The reference 12 35 of the recorded answers.
function hello() {
  const numbers = [0x12 / 256, 0x34 / 256]
  return { address: '192.0.2.1', port: 102, tls: false, random: () => numbers.shift()! }
}

const sent = s7.hello!(hello())
const match = (text: string) => s7.matchers[0]!(bytes(text), { transport: 'tcp', probe: 's7', sent })

function ask(known: Match, step: number, answer: string): Match {
  const next = s7.detail!(known, step, hello())!
  return next.merge(known, bytes(answer), { transport: 'tcp', probe: 's7', sent: next.send })
}

it('is not sure before S7 itself has answered', () => {
  expect(match(said.confirmed)).toMatchObject({ name: 's7', confidence: 'pattern' })
  expect(s7.detail!(match(said.confirmed)!, 1, hello())).toBeUndefined()
  const refused = ask(match(said.confirmed)!, 0, said.refused)
  expect(refused.confidence).toBe('pattern')
})

it('reads what is on the module’s label', () => {
  const open = ask(match(said.confirmed)!, 0, said.setUp)
  expect(open).toMatchObject({ confidence: 'verified', details: { pduLength: 240 } })
  const known = ask(ask(open, 1, said.modules), 2, said.components)
  expect(known).toMatchObject({
    vendor: 'Siemens',
    product: 'CPU 315-2 PN/DP',
    version: '3.2.6',
    device: 'PLC',
    details: {
      orderNumber: '6ES7 315-2EH14-0AB0',
      systemName: 'SNAP7-SERVER',
      serial: 'S C-C2UR28922012',
    },
  })
  expect(s7.detail!(known, 3, hello())).toBeUndefined()
})

it('keeps what it knew where an answer is another list, cut off, or has another reference', () => {
  const open = ask(match(said.confirmed)!, 0, said.setUp)
  expect(ask(open, 1, said.components)).toBe(open)
  expect(ask(open, 1, said.modules.slice(0, 40))).toBe(open)
  expect(ask(open, 1, said.modules.replace('\x125', '\x127'))).toBe(open)
})

it('takes no other connection confirm for its own: that of remote desktop has no reference', () => {
  expect(match(said.confirmed.replace('\x125', '\0\0'))).toBeUndefined()
  const context = { transport: 'tcp', probe: 'rdp', sent: bytes('\x03\0\0\x13\x0e\xe0\0\0\0\0\0') } as const
  expect(
    s7.matchers[0]!(bytes('\x03\0\0\x13\x0e\xd0\0\0\x124\0\x02\x01\x08\0\x02\0\0\0'), context),
  ).toBeUndefined()
  for (let end = 0; end < 22; end++) expect(match(said.confirmed.slice(0, end))).toBeUndefined()
})
