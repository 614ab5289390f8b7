import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { iperf } from '../../../../src/fingerprint/services/iperf.ts'
import { iperf as said } from '../../../fixtures/services/iperf.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'iperf') => recognize(bytes(text), { transport: 'tcp', probe }, [iperf])

it('reads the version, whatever the words were', () => {
  expect(named(said.acknowledgement)).toMatchObject({ product: 'iperf', version: '2.1.8' })
  expect(named(said.acknowledgement, 'http')?.version).toBe('2.1.8')
})

it('has the length that it says, and a version that there is', () => {
  expect(named(said.acknowledgement.slice(0, 27))).toBeUndefined()
  expect(named(said.acknowledgement.replace('\x1c', '\x1d'))).toBeUndefined()
  expect(named(said.acknowledgement.replace('\x00\x02\x00\x01', '\x00\x07\x00\x01'))).toBeUndefined()
})
