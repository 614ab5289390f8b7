import { expect, test } from 'vitest'
import { discovery } from '../../../src/cli/discovery.ts'
import type { Library } from '../../../src/cli/library.ts'
import { arpPing } from '../../../src/discover/arp-ping.ts'
import { tcpPing } from '../../../src/discover/tcp-ping.ts'
import { fakeLibrary } from './fake-world.ts'

const pinged: (readonly number[] | undefined)[] = []
const library: Library = {
  ...fakeLibrary(),
  tcpPing: (options) => (pinged.push(options?.ports), tcpPing(options)),
  arpPing,
}

test('auto and off are the library’s own', () => {
  expect([discovery('auto', library), discovery('off', library)]).toEqual(['auto', false])
})

test('ports are those of a ping, and whoever is near is asked by ARP first', () => {
  const discoverers = discovery('22,80-82,https', library)
  expect(discoverers).toMatchObject([{ name: 'arp-ping' }, { name: 'tcp-ping' }])
  expect(pinged).toEqual([[22, 80, 81, 82, 443]])
})

test.each(['', 'on', '0', '70000', '1-65', 'U:53', '192.0.2.0/24'])('%j is bad usage', (text) => {
  expect(() => discovery(text, library)).toThrow(
    /^--discovery: expected auto, off, or 1 to 64 TCP ports, but got '.*' \(a right one: --discovery 22,443\)$/,
  )
})
