import { describe, expect, test } from 'vitest'
import { nativeWork } from '../../../src/native/native-work.ts'
import { nativeHere } from '../../support/native-here.ts'

test.each([
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['linux', 'ia32'],
] as const)('%s on %s is told at once, and what to do', (platform, arch) => {
  const work = (): unknown => nativeWork({ idle: 1 }, { platform, arch })
  expect(work).toThrow(`this is ${platform} on ${arch}: leave the engine to 'auto'`)
  expect(work).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
})

describe.skipIf(!nativeHere)('on this machine', () => {
  test('a thread is told where koffi is, and what it was given', () => {
    const { script, data } = nativeWork({ idle: 7, localAddress: '127.0.0.1' })
    expect(script).toContain('epoll_wait')
    expect(data).toMatchObject({ idle: 7, localAddress: '127.0.0.1' })
    expect(data!['koffi']).toMatch(/koffi/)
  })
})
