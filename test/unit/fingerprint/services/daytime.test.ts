import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { daytime } from '../../../../src/fingerprint/services/daytime.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const named = (text: string, context: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'listen', ...context }, [daytime])

it.each([
  said.daytime.xinetd,
  'Sat Nov 21 15:00:48 2026\r\n',
  'Saturday, November 21, 2026 15:00:48-UTC\r\n',
  '15:00:48 21/11/2026\n',
])('knows %j on its port', (text) => {
  expect(named(text, { port: 13 })?.name).toBe('daytime')
  expect(named(text)).toBeUndefined()
})

it('knows the laboratories’ form anywhere', () => {
  expect(named('\n61365 26-11-21 15:00:48 00 0 0 500.0 UTC(NIST) * \n')?.name).toBe('daytime')
})

it('is not a greeting with a date', () => {
  const greeting = '220 mail.example.test ESMTP; Sat, 21 Nov 2026 15:00:48 +0000\r\n'
  expect(named(greeting, { port: 13 })).toBeUndefined()
  expect(named('Welcome\r\n', { port: 13 })).toBeUndefined()
})
