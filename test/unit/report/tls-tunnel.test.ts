import { expect, test } from 'vitest'
import { isTunnelled } from '../../../src/report/tls-tunnel.ts'
import { openService } from './arbitrary-events.ts'

test('inside TLS from the first byte, where it is known what', () => {
  expect(isTunnelled(openService())).toBe(false)
  expect(isTunnelled(openService({ tls: { version: 'TLSv1.3' } }))).toBe(true)
  expect(isTunnelled(openService({ name: 'smtp', tls: { starttls: 'smtp' } }))).toBe(false)
  expect(isTunnelled(openService({ name: 'tls', tls: {} }))).toBe(false)
})
