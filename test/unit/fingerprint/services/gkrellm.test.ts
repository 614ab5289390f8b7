import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { gkrellm } from '../../../../src/fingerprint/services/gkrellm.ts'
import { gkrellm as said } from '../../../fixtures/services/gkrellm.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'gkrellm') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [gkrellm])

it('reads the setup', () => {
  expect(named(said.setup)).toMatchObject({
    product: 'GKrellM server',
    version: '2.3.11',
    hostname: 'vm',
    os: 'Linux',
    details: { system: 'Linux 6.1.0' },
  })
  expect(named(said.setup.slice(0, 40))).toBeUndefined()
  expect(gkrellm.enough!(bytes(said.setup))).toBe(true)
  expect(gkrellm.enough!(bytes(said.setup.slice(0, 80)))).toBe(false)
})

it('is known by its refusal', () => {
  expect(named(said.refusal, 'http')).toMatchObject({ name: 'gkrellm', confidence: 'pattern' })
  expect(gkrellm.enough!(bytes(said.refusal))).toBe(true)
})
