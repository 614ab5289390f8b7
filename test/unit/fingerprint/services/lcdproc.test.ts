import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { lcdproc } from '../../../../src/fingerprint/services/lcdproc.ts'
import { lcdproc as said } from '../../../fixtures/services/lcdproc.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'lcdproc') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [lcdproc])

it('reads what it is connected to', () => {
  expect(named(said.welcome)).toMatchObject({
    product: 'LCDproc LCDd',
    version: '0.5.9',
    details: { protocol: '0.3', columns: 20, lines: 4 },
  })
  expect(named(said.welcome.slice(0, 40))).toBeUndefined()
})

it('is known by its errors', () => {
  expect(named(said.refusal, 'http')).toMatchObject({ name: 'lcdproc', confidence: 'pattern' })
  expect(named('huh?\n', 'http')).toBeUndefined()
})
