import { expect, it } from 'vitest'
import { pjl } from '../../../../src/fingerprint/services/pjl.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { pjl as said } from '../../../fixtures/services/pjl.ts'

const hello = { address: '192.0.2.1', port: 9100, tls: false, random: () => 0.5 }
const sent = pjl.hello!(hello)
const match = (text: string) => pjl.matchers[0]!(bytes(text), { transport: 'tcp', probe: 'pjl', sent })

it('reads the printer’s id', () => {
  expect(match(said.model)).toMatchObject({
    name: 'pjl',
    vendor: 'HP',
    product: 'LaserJet 4250',
    device: 'printer',
    confidence: 'verified',
    details: { id: 'HP LaserJet 4250' },
  })
  expect(match(said.alone)).toMatchObject({ vendor: 'Lexmark', product: 'T640', confidence: 'structured' })
})

it.each([
  ['ID=Xerox Phaser 5400', 'Xerox', 'Phaser 5400'],
  ['Sharp MX-NBX3 18-Mar-08 10:22', 'Sharp', 'MX-NBX3'],
  ['hp color LaserJet 2550', 'HP', 'color LaserJet 2550'],
  ['LASERJET 4', undefined, 'LASERJET 4'],
])('splits %s', (id, vendor, product) => {
  const found = match(`@PJL INFO ID\r\n"${id}"\r\n\f`)
  expect([found?.vendor, found?.product]).toEqual([vendor, product])
})

it('takes neither an echo of all that was said nor words of others', () => {
  expect(pjl.matchers[0]!(sent, { transport: 'tcp', probe: 'pjl', sent })).toBeUndefined()
  expect(match('@PJL ECHO portscan-11111111\r\n\f')).toBeUndefined()
  expect(match('%-12345X@PJL\r\n')).toBeUndefined()
  const foreign = { transport: 'tcp', probe: 'http', sent: bytes('GET / HTTP/1.0\r\n\r\n') } as const
  expect(pjl.matchers[0]!(bytes(said.alone), foreign)).toBeUndefined()
})

it('waits until the id is whole', () => {
  expect(pjl.enough!(bytes(said.model.slice(0, -4)))).toBe(false)
  expect(pjl.enough!(bytes(said.model))).toBe(true)
})
