import { expect, it } from 'vitest'
import { lpd } from '../../../../src/fingerprint/services/lpd.ts'
import { bytes, recordings } from '../../../fixtures/services/index.ts'
import { lpd as said } from '../../../fixtures/services/lpd.ts'

const context = { transport: 'tcp', probe: 'lpd', sent: bytes('\x03lp\n') } as const

it('asks for the state of a queue, and begins no job', () => {
  const words = lpd.hello!({ address: '192.0.2.1', port: 515, tls: false, random: () => 0.25 })
  expect(Buffer.from(words).toString('latin1')).toBe('\x03lp\n')
})

it.each(Object.values(said))('is known by %j', (text) => {
  expect(lpd.matchers[0]!(bytes(text), context)).toMatchObject({ name: 'lpd', confidence: 'pattern' })
})

it('names LPRng by its headings', () => {
  expect(lpd.matchers[0]!(bytes(said.lprng), context)).toMatchObject({
    product: 'LPRng',
    hostname: 'print.example',
  })
})

it('takes no words of others, and none that answer another question', () => {
  expect(lpd.matchers[0]!(bytes(said.noEntries), { transport: 'tcp' })).toBeUndefined()
  expect(lpd.matchers[0]!(bytes(said.noEntries), { transport: 'tcp', probe: 'http' })).toBeUndefined()
  for (const [name, texts] of Object.entries(recordings)) {
    if (name === 'lpd') continue
    for (const text of Object.values(texts))
      expect([text, lpd.matchers[0]!(bytes(text), context)]).toEqual([text, undefined])
  }
})
