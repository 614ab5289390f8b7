import { describe, expect, test } from 'vitest'
import { staticResolver } from '../../../src/testing/static-resolver.ts'

describe('staticResolver', () => {
  const names = { 'www.example': ['192.0.2.7', '2001:db8::7'], 'broken.example': 'server-failure' } as const
  const reverse = { '192.0.2.7': ['www.example'], '192.0.2.8': 'timeout' } as const

  test('knows what it is told, by family, and remembers what it was asked', async () => {
    const resolver = staticResolver({ names, reverse })
    expect(await resolver.resolve('www.example', {})).toEqual(['192.0.2.7', '2001:db8::7'])
    expect(await resolver.resolve('www.example', { family: 6 })).toEqual(['2001:db8::7'])
    expect(await resolver.reverse('192.0.2.7', {})).toEqual(['www.example'])
    expect(await resolver.reverse('192.0.2.9', {})).toEqual([])
    expect(resolver.asked).toEqual(['www.example', 'www.example', '192.0.2.7'])
  })

  test('what it does not know, and what it is told to fail, is ERR_RESOLVE', async () => {
    const resolver = staticResolver({ names: { ...names, 'v4.example': ['192.0.2.1'] }, reverse })
    const failed = (failure: string) => ({ code: 'ERR_RESOLVE', failure })
    await expect(resolver.resolve('other.example', {})).rejects.toMatchObject(failed('not-found'))
    await expect(resolver.resolve('toString', {})).rejects.toMatchObject(failed('not-found'))
    await expect(resolver.resolve('v4.example', { family: 6 })).rejects.toMatchObject(failed('not-found'))
    await expect(resolver.resolve('broken.example', {})).rejects.toMatchObject(failed('server-failure'))
    await expect(resolver.reverse('192.0.2.8', {})).rejects.toMatchObject(failed('timeout'))
  })

  test('a question that is held back can be called off', async () => {
    const resolver = staticResolver({ names, until: () => new Promise(() => {}) })
    const abort = new AbortController()
    const asked = resolver.resolve('www.example', { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(asked).rejects.toThrow('enough')
    expect(resolver.aborted).toEqual(['www.example'])
  })
})
