import { expect, test } from 'vitest'
import type { Asked } from '../../../src/fingerprint/plan-state.ts'
import { unnamedService } from '../../../src/fingerprint/unnamed-service.ts'
import type { PortResult } from '../../../src/model/result.ts'

const result = { kind: 'port', portName: 'gopher' } as PortResult
const asked = (name: string, reaction: Asked['reaction'], tls = false): Asked => ({ name, tls, reaction })

test('the name is the guess of the port number, and says so', () => {
  expect(unnamedService(result, [asked('http', 'silence'), asked('tls', 'close')])).toEqual({
    name: 'gopher',
    details: { reactions: { http: 'silence', tls: 'close' } },
    confidence: 'port-table',
    probe: 'none',
    evidence: 'no probe was answered: http silence, tls close',
  })
})

test('a port without a name is unknown', () => {
  const { portName: _, ...nameless } = result
  expect(unnamedService(nameless as PortResult, []).name).toBe('unknown')
})

test.each([
  [[], undefined, 'only the port number says so: nothing was asked'],
  [[asked('http', undefined)], undefined, 'only the port number says so: nothing was asked'],
  [[asked('http', 'data', true)], undefined, 'the answer fits no service that is known: http in tls data'],
  [[asked('http', 'close')], 'not asked: a reason', 'not asked: a reason'],
])('%#: the evidence says what was tried', (questions, why, evidence) => {
  expect(unnamedService(result, questions, why).evidence).toBe(evidence)
})
