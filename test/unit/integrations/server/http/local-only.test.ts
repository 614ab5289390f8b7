import { expect, test } from 'vitest'
import { checkLocal } from '../../../../../src/integrations/server/http/local-only.ts'

test.each([
  ['localhost:8080', undefined],
  ['127.0.0.1', undefined],
  ['127.1.2.3:8080', undefined],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['localhost:8080', 'http://localhost:8080'],
])('%s from %s is of this machine', (host, origin) => {
  expect(() => checkLocal({ host, origin })).not.toThrow()
})

test.each([
  ['evil.example', undefined],
  ['localhost.evil.example', undefined],
  ['127.0.0.1.evil.example:8080', undefined],
  ['192.0.2.1:8080', undefined],
  ['[2001:db8::1]', undefined],
  ['localhost:8080:80', undefined],
  ['user@localhost', undefined],
  ['', undefined],
  [undefined, undefined],
  ['localhost:8080', 'http://evil.example'],
  ['localhost:8080', 'null'],
  ['localhost:8080', 'http://localhost:3000'],
  ['localhost:8080', 'https://localhost:8080'],
])('%s from %s is not', (host, origin) => {
  expect(() => checkLocal({ host, origin })).toThrow('without keys only')
})
