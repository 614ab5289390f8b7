import { expect, test } from 'vitest'
import { openerFor } from '../../../src/fingerprint/opener.ts'
import { payloadsFor } from '../../../src/fingerprint/payloads.ts'
import { isTlsPort, isUntouchable, maySpeak, usualProbes } from '../../../src/fingerprint/priors.ts'
import type { ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { commonServices, optInServices } from '../../../src/fingerprint/services/index.ts'

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

test('where nothing may be said unasked, a probe that was asked for by name speaks on its own port, by its transport', () => {
  const probe = { name: 'x', rarity: 9, ports: [502], udpPorts: [47_808], matchers: [] }
  const speaks = (one: ServiceProbe, port: number, transport: 'tcp' | 'udp' = 'tcp'): boolean =>
    maySpeak(one, { port, transport })
  expect([80, 502].map((port) => speaks(probe, port))).toEqual([true, false])
  const named = { ...probe, optIn: true }
  expect([speaks(named, 502), speaks(named, 47_808, 'udp'), speaks(named, 102)]).toEqual([true, true, false])
  expect([speaks(named, 502, 'udp'), speaks(named, 47_808)]).toEqual([false, false])
})

test('a probe by name opens no door for others: neither on the other transport, nor for what is usual anywhere', () => {
  const random = (): number => 0.5
  const all = [...commonServices, ...optInServices]
  const opener = openerFor(all, { random })
  const payloads = payloadsFor(all, { random })
  const named = new Set(optInServices.map(({ name }) => name))
  for (let port = 1; port <= 65_535; port++) {
    if (!isUntouchable(port)) continue
    const endpoint = { address: '192.0.2.1', family: 4, port } as const
    const first = opener({ ...endpoint, transport: 'tcp' })?.probe ?? 'tls'
    expect([port, first === 'listen' || named.has(first)]).toEqual([port, true])
    const said = payloads({ ...endpoint, transport: 'udp' }).map((make) => make().probe)
    expect([port, said.filter((name) => !named.has(name))]).toEqual([port, []])
  }
  expect(opener({ address: '192.0.2.1', family: 4, port: 47_808, transport: 'tcp' })?.probe).toBe('listen')
  expect(payloads({ address: '192.0.2.1', family: 4, port: 502, transport: 'udp' })).toEqual([])
})
