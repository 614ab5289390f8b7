import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { echo } from '../../../../src/fingerprint/services/echo.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const sent = echo.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 })
const words = Buffer.from(sent).toString('latin1')
const named = (text: string, context: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'echo', sent, ...context }, [echo])

it('is the same bytes, whoever sent them', () => {
  expect(named(words)).toMatchObject({ name: 'echo', confidence: 'verified' })
  const request = 'GET / HTTP/1.0\r\n\r\n'
  expect(named(request, { probe: 'http', sent: bytes(request) })?.name).toBe('echo')
})

it('is not nearly the same, nor too little', () => {
  expect(named(`${words}$ `)).toBeUndefined()
  expect(named(words.slice(0, -1))).toBeUndefined()
  expect(named('\r\n', { sent: bytes('\r\n') })).toBeUndefined()
  expect(recognize(bytes('hello'), { transport: 'tcp' }, [echo])).toBeUndefined()
})
