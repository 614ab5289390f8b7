import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { torControl } from '../../../../src/fingerprint/services/tor-control.ts'
import { torControl as said } from '../../../fixtures/services/tor-control.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'tor-control') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [torControl])

it('reads version and methods', () => {
  expect(named(said.open)).toMatchObject({
    product: 'Tor',
    version: '0.4.9.11',
    cpe: ['cpe:2.3:a:torproject:tor:0.4.9.11:*:*:*:*:*:*:*'],
    details: { authentication: ['NULL'], authRequired: false },
  })
  expect(named(said.locked)?.details).toEqual({
    authentication: ['COOKIE', 'SAFECOOKIE', 'HASHEDPASSWORD'],
    authRequired: true,
  })
})

it('waits for the last line', () => {
  expect(named(said.open.slice(0, -8))).toBeUndefined()
  expect(torControl.enough!(bytes(said.open.slice(0, -8)))).toBe(false)
  expect(torControl.enough!(bytes(said.open))).toBe(true)
  expect(torControl.enough!(bytes('510 Unrecognized command "X"\r\n'))).toBe(true)
})
