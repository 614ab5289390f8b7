import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pattern } from '../../../src/fingerprint/pattern.ts'
import { PATTERN_LIMIT } from '../../../src/fingerprint/slow-pattern.ts'
import { ScanError } from '../../../src/model/errors.ts'

const tcp = { transport: 'tcp' } as const

describe('pattern', () => {
  const acme = pattern('acme', /^ACME (?<product>\w{1,30}) (?<version>\d[\w.]{0,20})/, { vendor: 'ACME' })

  it('makes a matcher whose named groups become fields', () => {
    expect(acme(Buffer.from('ACME daemon 1.2.3 ready'), tcp)).toEqual({
      name: 'acme',
      product: 'daemon',
      version: '1.2.3',
      vendor: 'ACME',
      confidence: 'pattern',
      evidence: 'pattern of acme',
    })
    expect(acme(Buffer.from('OTHER daemon 1.2.3'), tcp)).toBeUndefined()
  })

  it('looks at 4 KiB and keeps 256 characters of a value', () => {
    const late = pattern('late', /END/)
    expect(late(Buffer.from(`${'x'.repeat(PATTERN_LIMIT)}END`), tcp)).toBeUndefined()
    const long = pattern('long', /^(?<info>x{1,2000})/)
    expect(long(Buffer.alloc(4000, 'x'), tcp)?.info).toHaveLength(256)
  })

  it('never throws on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void acme(bytes, tcp)))
  })

  it('refuses an expression that could be made slow, and says what to do', () => {
    const make = (): unknown => pattern('acme', /^ACME (?<version>.*)/)
    expect(make).toThrow(ScanError)
    expect(make).toThrow(/repeat without a bound.*\{0,200\}/)
  })
})
