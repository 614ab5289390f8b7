import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { qmp } from '../../../../src/fingerprint/services/qmp.ts'
import { qmp as said } from '../../../fixtures/services/qmp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'qmp') => recognize(bytes(text), { transport: 'tcp', probe }, [qmp])

it('reads the version', () => {
  for (const text of [said.greeting, said.afterRequest])
    expect(named(text, 'listen')).toMatchObject({
      name: 'qmp',
      product: 'QEMU',
      version: '7.2.22',
      cpe: ['cpe:2.3:a:qemu:qemu:7.2.22:*:*:*:*:*:*:*'],
      details: { package: 'Debian 1:7.2+dfsg-7+deb12u18+b3', capabilities: ['oob'] },
    })
})

it('is no other object', () => {
  expect(named(said.greeting.replace('QMP', 'QPM'))).toBeUndefined()
  expect(named(said.greeting.replace('22', '"x"'))).toBeUndefined()
  expect(named(said.greeting.replace('"major": 7', '"other": 7'))).toBeUndefined()
  expect(named(said.greeting.slice(0, 60))).toBeUndefined()
})
