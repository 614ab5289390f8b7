import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { munin } from '../../../../src/fingerprint/services/munin.ts'
import { munin as said } from '../../../fixtures/services/munin.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [munin])

it('reads the name of the host', () => {
  expect(named(said.greeting)).toMatchObject({ product: 'Munin node', hostname: 'host.example' })
})

it('is not cut off, nor a comment of anybody', () => {
  expect(named('# munin node at host')).toBeUndefined()
  expect(named('# Unknown command\n')).toBeUndefined()
})
