import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { relp } from '../../../../src/fingerprint/services/relp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { relp as said } from '../../../fixtures/services/relp.ts'

const hello = { address: '192.0.2.1', port: 2514, tls: false, random: () => 0.5 }
const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'relp' }, [relp])

it('reads what the library says of itself', () => {
  expect(named(said.open)).toMatchObject({
    name: 'relp',
    product: 'librelp',
    version: '1.11.0',
    details: { relpVersion: '0', commands: 'syslog' },
  })
})

it('knows the words to what is no RELP', () => {
  expect(named(said.closed)).toMatchObject({ name: 'relp', confidence: 'structured', details: {} })
  expect(named('0 serverclose 0\nx')).toBeUndefined()
})

it('takes an answer whose length fits, a refusal too', () => {
  expect(named('1 rsp 18 500 no, not here\n')).toBeUndefined()
  expect(named('1 rsp 16 500 no, not here\n')).toMatchObject({ name: 'relp', details: {} })
  expect(named('2 rsp 16 500 no, not here\n')).toBeUndefined()
  for (let length = 1; length < said.open.length; length++)
    expect(named(said.open.slice(0, length))).toBeUndefined()
})

it('says how long its offer is, and waits for the whole answer', () => {
  const [head, length, offer] = /^1 open (\d+) ([^]*)\n$/.exec(Buffer.from(relp.hello!(hello)).toString())!
  expect([head.length > 0, Number(length)]).toEqual([true, offer!.length])
  expect([said.open, said.closed, said.open.slice(0, -1)].map((text) => relp.enough!(bytes(text)))).toEqual([
    true,
    true,
    false,
  ])
})
