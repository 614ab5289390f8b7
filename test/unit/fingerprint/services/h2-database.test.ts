import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { h2Database } from '../../../../src/fingerprint/services/h2-database.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { h2Database as said } from '../../../fixtures/services/h2-database.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [h2Database])

it('reads the release out of the error', () => {
  expect(named(said.mismatch)).toMatchObject({
    name: 'h2-database',
    product: 'H2 Database Engine',
    version: '2.1.214',
    details: { protocol: 17, build: 214 },
  })
  // In answer to HTTP the number is another one.
  const other = said.mismatch.replace('"\0' + '0\0"', '"\0' + '7\0"')
  expect(named(other, { probe: 'http' })?.version).toBe('2.1.214')
})

it.each([
  [200, '1.4.200'],
  [232, '2.3.232'],
  [999, undefined],
])('knows what release a build is: %i', (build, version) => {
  const digits = [...`${build}`].map((digit) => `\0${digit}`).join('')
  expect(named(said.mismatch.replace('\x002\x001\x004', digits))?.version).toBe(version)
})

it('takes nothing that is cut off before the end of its sentence, and no other error', () => {
  for (const length of [0, 4, 12, 18, 40, 149]) expect(named(said.mismatch.slice(0, length))).toBeUndefined()
  expect(named(said.mismatch.replace('\x007', '\x008'))).toBeUndefined()
})
