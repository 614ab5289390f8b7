import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { nbd } from '../../../../src/fingerprint/services/nbd.ts'
import { nbd as said } from '../../../fixtures/services/nbd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [nbd])

it('reads both greetings', () => {
  expect(named(said.newstyle)?.details).toEqual({ negotiation: 'newstyle', fixed: true })
  expect(named(said.oldstyle)?.details).toEqual({ negotiation: 'oldstyle', size: 65_536 })
})

it('wants the lengths and both magic numbers', () => {
  expect(named(said.newstyle.slice(0, -1))).toBeUndefined()
  expect(named(`${said.newstyle}x`)).toBeUndefined()
  expect(named(said.oldstyle.slice(0, -1))).toBeUndefined()
  expect(named(said.newstyle.replace('IHAVE', 'IHAVF'))).toBeUndefined()
  expect(named(said.newstyle.replace('NBD', 'NBE'))).toBeUndefined()
})
