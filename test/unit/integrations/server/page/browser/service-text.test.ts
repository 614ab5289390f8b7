import { expect, test } from 'vitest'
import type { Service } from '../../../../../../src/index.ts'
import { serviceText } from '../../../../../../src/integrations/server/page/browser/service-text.ts'

test('a service in a few words', () => {
  const service = {
    name: 'http',
    product: 'nginx',
    version: '1.24\u202E',
    info: 'x',
    tls: {},
  } as unknown as Service
  expect(serviceText(service)).toBe('http over TLS nginx 1.24\\u{202e} (x)')
  expect(serviceText({ name: 'ssh' } as Service)).toBe('ssh')
})
