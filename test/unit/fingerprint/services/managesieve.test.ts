import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { managesieve } from '../../../../src/fingerprint/services/managesieve.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { managesieve as said } from '../../../fixtures/services/managesieve.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [managesieve])

it('reads the capabilities', () => {
  const found = named(said.greeting)!
  expect(found).toMatchObject({
    name: 'managesieve',
    product: 'Dovecot Pigeonhole',
    os: 'Debian',
    confidence: 'structured',
    details: { implementation: 'Dovecot (Debian) Pigeonhole', mechanisms: ['PLAIN'], starttls: true },
  })
  expect((found.details['sieve'] as string[]).length).toBe(24)
  expect(managesieve.startTls!.offered(found as Match)).toBe(true)
  expect(managesieve.startTls!.accepted!(bytes(said.starttls))).toBe(true)
  expect(managesieve.startTls!.accepted!(bytes('NO "no"\r\n'))).toBe(false)
})

it('reads a version where there is one', () => {
  const cyrus = '"IMPLEMENTATION" "Cyrus timsieved v2.4.17-Debian"\r\n"SASL" "PLAIN"\r\n"SIEVE" "a"\r\nOK\r\n'
  expect(named(cyrus)).toMatchObject({ product: 'Cyrus timsieved', version: '2.4.17-Debian'.slice(0, 6) })
})

it('wants IMPLEMENTATION and one more in quotes', () => {
  expect(named('"IMPLEMENTATION" "x"\r\nOK\r\n')).toBeUndefined()
  expect(named('"SIEVE" "fileinto"\r\n"SASL" ""\r\nOK\r\n')).toBeUndefined()
  expect(named('OK "ready"\r\n')).toBeUndefined()
  expect(named('"Quote of the day"\r\n')).toBeUndefined()
})

it('knows a whole greeting', () => {
  expect(managesieve.enough!(bytes(said.greeting))).toBe(true)
  expect(managesieve.enough!(bytes(said.greeting.slice(0, -3)))).toBe(false)
  expect(managesieve.enough!(bytes(said.greeting.slice(0, 60)))).toBe(false)
})
