import { expect, test } from 'vitest'
import type { Transport } from '../../../src/model/endpoint.ts'
import { portsByName } from '../../../src/targets/ports-by-name.ts'

function named(text: string, ...transports: Transport[]): string[] {
  const piece = { input: text, text, position: 0, transports, negative: false }
  return portsByName(piece).map(([transport, port]) => `${transport} ${port}`)
}

test('a name means the ports that have it over each transport', () => {
  expect(named('domain', 'tcp', 'udp')).toEqual(['tcp 53', 'udp 53'])
  expect(named('syslog', 'tcp', 'udp')).toEqual(['udp 514'])
  expect(named('snmp*', 'udp')).toEqual(expect.arrayContaining(['udp 161', 'udp 162']))
})

test('a group is one of TCP ports, ranges and all', () => {
  expect(named('remote', 'tcp', 'udp').slice(0, 5)).toEqual([
    'tcp 22',
    'tcp 23',
    'tcp 512',
    'tcp 513',
    'tcp 514',
  ])
  expect(() => named('remote', 'udp')).toThrow(/group of TCP ports/)
})

test('rankings are one for each transport', () => {
  expect(named('top-2', 'tcp', 'udp')).toEqual(['tcp 443', 'tcp 80', 'udp 53', 'udp 161'])
})

test('says what was not found, and what is near', () => {
  expect(() => named('htpp', 'tcp')).toThrow(/not the name of any TCP port; did you mean 'http'/)
  expect(() => named('nothing-like-it', 'tcp', 'udp')).toThrow(/any TCP or UDP port/)
})
