import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { postfixPolicy } from '../../../../src/fingerprint/services/postfix-policy.ts'
import { postfixPolicy as said } from '../../../fixtures/services/postfix-policy.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'postfix-policy') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [postfixPolicy])

it('knows an action', () => {
  expect(named(said.action)).toMatchObject({ name: 'postfix-policy', confidence: 'structured' })
  expect(named('action=450 4.7.1 wait\n\n')?.name).toBe('postfix-policy')
  expect(named('action=\n\n')).toBeUndefined()
  expect(named('action=DUNNO\n')).toBeUndefined()
})
