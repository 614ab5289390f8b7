import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { boinc } from '../../../../src/fingerprint/services/boinc.ts'
import { boinc as said } from '../../../fixtures/services/boinc.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'boinc') => recognize(bytes(text), { transport: 'tcp', probe }, [boinc])

it('reads the version, which needs no password', () => {
  expect(named(said.version)).toMatchObject({ product: 'BOINC client', version: '7.20.5' })
  const denied = named(said.unauthorized)
  expect([denied?.name, denied?.version]).toEqual(['boinc', undefined])
})

it('is known by how it refuses a browser, and then asked', () => {
  const web = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'http' })
  expect(web(said.refusal)?.name).toBe('boinc')
  expect(web('HTTP/1.0 403 Access denied\r\nDate: x\r\n\r\nAccess denied\n')?.name).toBe('http')
  const known = { name: 'boinc', confidence: 'pattern', evidence: '' } as const
  const context = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }
  const step = boinc.detail!(known, 0, context)!
  const merged = step.merge(known, bytes(said.version), { transport: 'tcp', probe: 'boinc' })
  expect(merged).toMatchObject({ version: '7.20.5' })
  expect(step.merge(known, bytes('nothing'), { transport: 'tcp', probe: 'boinc' })).toBe(known)
  expect(boinc.detail!(merged, 1, context)).toBeUndefined()
})
