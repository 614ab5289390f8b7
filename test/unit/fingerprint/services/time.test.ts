import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { time } from '../../../../src/fingerprint/services/time.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const named = (text: string, context: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'listen', ...context }, [time])

it('is four bytes, on its port', () => {
  expect(named(said.time.xinetd, { port: 37 })).toMatchObject({
    name: 'time',
    details: { time: '2026-11-21T15:30:25.000Z' },
  })
  expect(named(said.time.xinetd)).toBeUndefined()
  expect(named('\x00\x00\x00\x00', { port: 37 })).toBeUndefined()
  expect(named(`${said.time.xinetd}\0`, { port: 37 })).toBeUndefined()
})
