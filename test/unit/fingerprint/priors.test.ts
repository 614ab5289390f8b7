import { expect, test } from 'vitest'
import { isTlsPort, isUntouchable, maySpeakTo, usualProbes } from '../../../src/fingerprint/priors.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'

test('the ports that nothing may be said to', () => {
  const printersAndControllers = [102, 502, 515, 2404, 9100, 9103, 9107, 20_000, 44_818, 47_808]
  expect(printersAndControllers.filter((port) => !isUntouchable(port))).toEqual([])
  expect([80, 9099, 9108, 501].filter(isUntouchable)).toEqual([])
})

test('the usual probes of a port, plain and inside TLS', () => {
  const names = (port: number, tls?: boolean): string[] =>
    usualProbes(commonServices, port, tls).map(({ name }) => name)
  expect(names(22)).toEqual(['ssh'])
  expect(names(993)).toEqual([])
  expect(names(993, true)).toEqual(['imap'])
  expect(names(4321)).toEqual([])
})

test('the ports where TLS is usual from the first byte on', () => {
  expect([443, 465, 853, 990, 993, 995, 8443].filter((port) => !isTlsPort(commonServices, port))).toEqual([])
  expect([80, 22, 25, 6379, 4321].filter((port) => isTlsPort(commonServices, port))).toEqual([])
})

test('the most usual comes first', () => {
  const probe = (name: string, rarity: number) => ({ name, rarity, ports: [7], matchers: [] })
  expect(usualProbes([probe('b', 5), probe('a', 2)], 7).map(({ name }) => name)).toEqual(['a', 'b'])
})

test('where nothing may be said unasked, a probe that was asked for by name speaks on its own port', () => {
  const probe = { name: 'x', rarity: 9, ports: [502], udpPorts: [47_808], matchers: [] }
  expect([80, 502].map((port) => maySpeakTo(port, []))).toEqual([true, false])
  expect(maySpeakTo(502, [probe])).toBe(false)
  const named = { ...probe, optIn: true }
  expect([502, 47_808, 102].map((port) => maySpeakTo(port, [named]))).toEqual([true, true, false])
})
