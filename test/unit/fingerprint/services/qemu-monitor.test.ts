import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { qemuMonitor } from '../../../../src/fingerprint/services/qemu-monitor.ts'
import { qemuMonitor as said } from '../../../fixtures/services/qemu-monitor.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'qemu-monitor') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [qemuMonitor])

it('reads the version', () => {
  expect(named(said.greeting, 'listen')).toMatchObject({ product: 'QEMU', version: '7.2.22' })
  expect(named(said.greeting.replace('7.2.22', 'x'), 'listen')).toBeUndefined()
  expect(named(said.greeting.slice(0, 20), 'listen')).toBeUndefined()
})
