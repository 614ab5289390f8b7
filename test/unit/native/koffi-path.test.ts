import { expect, test } from 'vitest'
import { koffiPath } from '../../../src/native/koffi-path.ts'
import { nativeHere } from '../../support/native-here.ts'

const what = { name: 'icmpPing()', input: 'discovery', instead: 'use tcpPing()' }

test.skipIf(!nativeHere)('where koffi is', () => {
  expect(koffiPath(what)).toMatch(/koffi.*js$/)
})

test.each([
  { platform: 'win32', arch: 'x64' },
  { platform: 'linux', arch: 'ia32' },
] as const)('elsewhere it says what runs where, and what to do instead: $platform on $arch', (machine) => {
  const says = `icmpPing() runs on Linux on x64 and arm64, but this is ${machine.platform} on ${machine.arch}: use tcpPing()`
  expect(() => koffiPath(what, machine)).toThrow(
    expect.objectContaining({ code: 'ERR_OPTION', input: 'discovery', message: says }),
  )
})
