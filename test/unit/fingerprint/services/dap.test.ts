import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { dap } from '../../../../src/fingerprint/services/dap.ts'
import { dap as said } from '../../../fixtures/services/dap.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'listen') => recognize(bytes(text), { transport: 'tcp', probe }, [dap])

it('reads what debugpy tells', () => {
  expect(named(said.greeting)).toMatchObject({ name: 'dap', product: 'debugpy', version: '1.6.3' })
  const asked = named(said.authorize)
  expect([asked?.product, asked?.version]).toEqual(['debugpy', undefined])
})

it('other debuggers have no product, and other JSON is none', () => {
  const other = 'Content-Length: 40\r\n\r\n{"seq":1,"type":"event","event":"output"}'
  expect(named(other)).toMatchObject({ name: 'dap' })
  expect(named(other)?.product).toBeUndefined()
  expect(named('Content-Length: 18\r\n\r\n{"jsonrpc": "2.0"}')).toBeUndefined()
})
