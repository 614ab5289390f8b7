import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { lmtp } from '../../../../src/fingerprint/services/lmtp.ts'
import { smtp } from '../../../../src/fingerprint/services/smtp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ambiguousGreeting, lmtp as said } from '../../../fixtures/services/lmtp.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 24, tls: false, random: () => 0 }
const named = (text: string, port?: number) =>
  recognize(bytes(text), { ...context, ...(port !== undefined && { port }) }, [smtp, lmtp])

it('reads a greeting that says LMTP', () => {
  expect(named(said.cyrus)).toMatchObject({
    name: 'lmtp',
    product: 'Cyrus',
    version: '3.6.1',
    hostname: 'mail.example.test',
    confidence: 'structured',
  })
})

it('takes one that does not by its port', () => {
  expect(named(ambiguousGreeting, 24)).toMatchObject({ name: 'lmtp', product: 'Dovecot' })
  expect(named(ambiguousGreeting)?.name).toBe('smtp')
  expect(named('220 box ESMTP ready\r\n', 24)?.name).toBe('smtp')
})

it('asks with LHLO', () => {
  const known = named(ambiguousGreeting, 24) as Match
  const step = lmtp.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).toString()).toBe('LHLO portscan.invalid\r\n')
  const found = step.merge(known, bytes(said.lhlo), context)
  expect(found).toMatchObject({ name: 'lmtp', details: { starttls: true } })
  expect(lmtp.startTls!.offered(found)).toBe(true)
  expect(lmtp.detail!(found, 1, hello)).toBeUndefined()
  expect(step.merge(known, bytes('500 what?\r\n'), context).details).toMatchObject({ refusal: 500 })
})
