import { expect, test } from 'vitest'
import { isLoopback } from '../../../../../src/integrations/server/settings/loopback.ts'

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '::1',
  '[::1]'.slice(1, -1),
  'localhost',
  'LOCALHOST',
  '::ffff:127.0.0.1',
])('%s is this machine', (host) => expect(isLoopback(host)).toBe(true))

test.each([
  '',
  '0.0.0.0',
  '::',
  '10.0.0.1',
  'localhost.example',
  '127.0.0.1.example',
  '::ffff:10.0.0.1',
  '0',
])('%j is not this machine alone', (host) => expect(isLoopback(host)).toBe(false))
