import { expect, test } from 'vitest'
import { makeApiKey, readApiKey, withoutKeys } from '../../../../../src/integrations/server/http/api-key.ts'

test('a key is 256 bits, each another, and is read as what is kept of it', () => {
  const [one, other] = [makeApiKey(), makeApiKey()]
  expect(one.text).toMatch(/^psc_[a-f0-9]{12}_[\w-]{43}$/)
  expect(one.text).not.toBe(other.text)
  expect(readApiKey(one.text)).toEqual({ prefix: one.prefix, hash: one.hash })
  expect(one.hash).toHaveLength(32)
  expect(readApiKey(`${one.text.slice(0, -1)}!`)).toBeUndefined()
  expect(readApiKey(`${one.text}\n`)).toBeUndefined()
})

test('a log has no key in it', () => {
  const { text } = makeApiKey()
  const line = withoutKeys(`GET /hosts?key=${text}&more, and ${text.toUpperCase()}`)
  expect(line).toBe('GET /hosts?key=psc_…&more, and psc_…')
})
