import { describe, expect, test } from 'vitest'
import { checkTargets, directTargets, listTargets, targetSize } from '../../../src/targets/check-targets.ts'
import { parseTargets } from '../../../src/targets/parse-target.ts'

describe('checkTargets', () => {
  test('throws for a bad literal in text, object or array', () => {
    for (const bad of ['10.0.0.300', { host: '10.0.0.300' }, ['192.0.2.1', '10.0.0.300']]) {
      expect(() => checkTargets(bad)).toThrow(/octet above 255/)
    }
    for (const bad of [null, undefined, 5, () => {}])
      expect(() => checkTargets(bad as never)).toThrow(/targets must be/)
  })

  test('a /0 has to be asked for (H45)', () => {
    expect(() => checkTargets('0.0.0.0/0')).toThrow(/4294967296 addresses; say allowHuge: true/)
    expect(() => checkTargets('*.*.*.*')).toThrow(/allowHuge/)
    expect(() => checkTargets('2001:db8::/64')).toThrow(/allowHuge/)
    expect(() => checkTargets('0.0.0.0/1 2001:db8::/97')).not.toThrow()
    expect(() => checkTargets('::/0', { allowHuge: true })).not.toThrow()
  })

  test('a text is one target, not its letters', () => {
    expect(listTargets('192.0.2.1')).toEqual(['192.0.2.1'])
    const list = new Set(['a.example'])
    expect(listTargets(list)).toBe(list)
  })
})

test.each([
  ['192.0.2.1', 1n],
  ['192.0.2.0/24', 256n],
  ['10.0-3.1,7.*', 2048n],
  ['2001:db8::/64', 2n ** 64n],
  ['host.example', 1n],
  ['host.example/28', 16n],
  ['host.example/120', 256n],
])('%s has %d addresses', (text, size) => {
  expect(targetSize(parseTargets(text)[0]!)).toBe(size)
})

test('what was given directly can be read without an iterator', () => {
  expect(directTargets('a.example')).toEqual(['a.example'])
  expect(directTargets({ host: 'a.example' })).toEqual([{ host: 'a.example' }])
  expect(directTargets(['a.example'])).toEqual(['a.example'])
  expect(directTargets(new Set(['a.example']))).toBeUndefined()
})
