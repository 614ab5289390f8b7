import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  describeSoftware,
  productRules,
  type FieldKind,
} from '../../../../src/fingerprint/products/describe-software.ts'
import { latin1 } from '../../../../src/fingerprint/field.ts'
import { bytes, recordings } from '../../../fixtures/services/index.ts'

const kinds = Object.keys(productRules) as FieldKind[]

// What no rule knows is split by its form alone.
const unknown: readonly (readonly [FieldKind, string, (string | undefined)?, string?])[] = [
  ['ssh', 'AcmeShell_1.2.3', 'AcmeShell', '1.2.3'],
  ['ssh', 'acme-ssh-4.5', 'acme-ssh', '4.5'],
  ['ssh', 'AcmeShell', 'AcmeShell'],
  ['ftp', 'Welcome to example.test', undefined],
  ['ftp', 'AcmeFTP 2.1.7 at your service', 'AcmeFTP', '2.1.7'],
  ['smtp', 'mx.example.test Kerio Connect 9.4.2 ESMTP ready', 'Connect', '9.4.2'],
  ['smtp', 'mx.example.test ESMTP ready', undefined],
  ['smtp', 'mx.example.test ESMTP AcmeMTA 3.2.1 ready', 'AcmeMTA', '3.2.1'],
  ['http-server', 'AcmeServer/3.2 (Unix)', 'AcmeServer', '3.2'],
  ['http-server', 'Acme Web Server 1.4', 'Acme Web Server', '1.4'],
  ['http-server', 'AcmeServer', 'AcmeServer'],
  ['dns', 'none of your business', undefined],
  ['dns', 'none', undefined],
]

for (const [kind, text, product, version] of unknown) {
  it(`${kind}: ${text}`, () => {
    const facts = describeSoftware(kind, text)
    expect([facts.product, facts.version]).toEqual([product, version])
  })
}

it('gives the CPE names of the application and of its system', () => {
  expect(describeSoftware('ssh', 'OpenSSH_9.2p1 Debian-2+deb12u3').cpe).toEqual([
    'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*',
    'cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*',
  ])
})

it('reads 512 characters of a field', () => {
  expect(describeSoftware('ssh', `Acme${'e'.repeat(600)}_1.0`)).toEqual({})
  expect(describeSoftware('smtp', `${'x '.repeat(300)} Postfix`)).toEqual({})
})

it('never throws, and gives no empty value, none over 256 characters, none with a control character', () => {
  const said = Object.values(recordings).flatMap((texts) => Object.values(texts))
  const part = fc.oneof(
    fc.string({ maxLength: 700 }),
    fc.uint8Array({ maxLength: 300 }).map((part) => latin1(part)),
    fc.constantFrom(...said),
  )
  const field = fc
    .array(part, { minLength: 1, maxLength: 3 })
    .map((parts) => bytes(parts.join(' ')).toString('latin1'))
  fc.assert(
    fc.property(fc.constantFrom(...kinds), field, (kind, text) => {
      const values = Object.values(describeSoftware(kind, text)).flat() as string[]
      for (const value of values) expect(value).toMatch(/^[ -~\xa0-\uffff]{1,256}$/)
    }),
    { numRuns: 500 },
  )
})
