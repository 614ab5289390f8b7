import { describe, expect, test } from 'vitest'
import { synWork } from '../../../src/native/syn-work.ts'
import { rawHere } from '../../support/raw-here.ts'

test.each([
  ['darwin', 'arm64'],
  ['linux', 'ia32'],
] as const)('%s on %s is told at once, and what to do', (platform, arch) => {
  const work = (): unknown => synWork({}, { platform, arch })
  expect(work).toThrow(`this is ${platform} on ${arch}: use tcpConnect()`)
  expect(work).toThrow(expect.objectContaining({ code: 'ERR_OPTION', input: 'synProbe' }) as Error)
})

describe.skipIf(!rawHere)('on this machine', () => {
  test('a thread is told where koffi is, and what it was given', () => {
    const { script, data } = synWork({ localAddress: '127.0.0.1' })
    expect(script).toContain('sendmmsg')
    expect(data).toMatchObject({ localAddress: '127.0.0.1' })
    expect(data!['koffi']).toMatch(/koffi/)
  })
})
