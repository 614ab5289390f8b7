import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { gopher } from '../../../../src/fingerprint/services/gopher.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const sent = gopher.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 })
const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'gopher', sent }, [gopher])

it('answers in items of a menu', () => {
  expect(named(said.gopher.notFound)).toMatchObject({
    name: 'gopher',
    product: 'Gophernicus',
    version: '3.1.1',
    os: 'Debian',
    confidence: 'structured',
  })
  expect(named("3 '/x' does not exist!\t\terror.host\t1\r\n.\r\n")?.name).toBe('gopher')
  expect(gopher.enough!(bytes(said.gopher.notFound))).toBe(true)
  expect(gopher.enough!(bytes(said.gopher.notFound.slice(0, -1)))).toBe(false)
})

it('is not a text with tabs', () => {
  expect(named('a\tb\tc\td\r\n')).toBeUndefined()
  expect(named(`${said.gopher.notFound.slice(0, 80)}\r\nhello\r\n`)).toBeUndefined()
  expect(named('')).toBeUndefined()
})
