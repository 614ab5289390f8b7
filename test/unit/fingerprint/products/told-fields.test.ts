import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldFields } from '../../../../src/fingerprint/products/told-fields.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'

function match(name: string, details?: Record<string, unknown>): Match {
  return { name, confidence: 'structured', evidence: 'test', ...(details && { details }) }
}

test.each([
  ['ssh', { software: 'a_1', comments: 'b' }, [['ssh', 'a_1 b']]],
  ['ssh', { software: 'a_1' }, [['ssh', 'a_1']]],
  ['ftp', { greeting: 'hello' }, [['ftp', 'hello']]],
  ['mysql', { error: { message: 'no' } }, [['mysql-error', 'no']]],
  [
    'http',
    {
      server: 's',
      title: 't',
      poweredBy: 'p',
      cookies: ['A', 'B'],
      authentication: [{ scheme: 'Basic', realm: 'r' }],
    },
    [
      ['http-server', 's'],
      ['http-powered-by', 'p'],
      ['http-authenticate', 'Basic realm="r"'],
      ['http-cookie', 'A=; B='],
      ['http-title', 't'],
    ],
  ],
  ['http', {}, []],
  ['redis', { greeting: 'x' }, []],
  ['toString', { greeting: 'x' }, []],
])('%s %j', (name, details, told) => {
  expect(toldFields(match(name, details))).toEqual(told)
})

test('whatever the details are, the texts are texts of at most 512 characters', () => {
  const names = fc.constantFrom('ssh', 'http', 'mysql', 'ftp', 'imap', 'x11')
  const details = fc.dictionary(
    fc.constantFrom(
      'software',
      'comments',
      'server',
      'title',
      'cookies',
      'authentication',
      'error',
      'greeting',
    ),
    fc.oneof(fc.anything(), fc.string({ maxLength: 2000 })),
  )
  fc.assert(
    fc.property(names, details, (name, details) => {
      for (const [, text] of toldFields(match(name, details))) expect(text.length).toBeLessThanOrEqual(512)
    }),
  )
  expect(toldFields(match('ssh'))).toEqual([])
  expect(toldFields(match('ftp', { greeting: 'x'.repeat(2000) }))[0]?.[1]).toHaveLength(512)
})
