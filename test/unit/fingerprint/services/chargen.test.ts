import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { chargen } from '../../../../src/fingerprint/services/chargen.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [chargen])

const { lines } = said.chargen
it('is two lines of the pattern', () => {
  expect(named(lines)).toMatchObject({ name: 'chargen', confidence: 'structured' })
  expect(chargen.enough!(bytes(lines))).toBe(true)
  expect(chargen.enough!(bytes(lines.slice(0, 100)))).toBe(false)
})

it('is nothing else', () => {
  expect(named(lines.slice(0, 100))).toBeUndefined()
  expect(named(lines.slice(0, 74) + lines.slice(0, 74))).toBeUndefined()
  expect(named(`${'x'.repeat(72)}\r\n${'x'.repeat(72)}\r\n`)).toBeUndefined()
})
