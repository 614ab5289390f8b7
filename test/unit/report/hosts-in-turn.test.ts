import { expect, test } from 'vitest'
import type { HostEvent } from '../../../src/model/event.ts'
import { HostsInTurn } from '../../../src/report/hosts-in-turn.ts'
import { openPort } from './arbitrary-events.ts'

function host(facts: Partial<HostEvent> = {}): HostEvent {
  const address = '192.0.2.7'
  return { kind: 'host', status: 'finished', target: address, address, family: 4, ...facts }
}

test('a host comes with its last event, its ports by number, the rest in numbers', () => {
  const hosts = new HostsInTurn((port) => port.port)
  const counts = { open: { 'syn-ack': 2 }, closed: { 'conn-refused': 5, reset: 1 } }
  expect(hosts.add(host({ status: 'up', reason: 'conn-refused' }))).toBeUndefined()
  expect(hosts.add(openPort({ port: 53, transport: 'udp', state: 'open|filtered' }))).toBeUndefined()
  expect(hosts.add(openPort({ port: 443 }))).toBeUndefined()
  expect(hosts.add(openPort({ port: 22 }))).toBeUndefined()
  expect(hosts.add(openPort({ port: 9, state: 'closed', reason: 'reset' }))).toBeUndefined()
  expect(hosts.add(host({ counts, names: ['a.example'] }))).toMatchObject({
    address: '192.0.2.7',
    reason: 'conn-refused',
    names: ['a.example'],
    ports: [9, 22, 443, 53],
    counts,
    others: { open: { 'syn-ack': 0 }, closed: { 'conn-refused': 5, reset: 0 } },
  })
  expect([...hosts.rest()]).toEqual([])
})

test('two names on one address are two hosts, and so are two labels', () => {
  const hosts = new HostsInTurn((port) => port.port)
  hosts.add(openPort({ port: 1, name: 'a.example' }))
  hosts.add(openPort({ port: 2, name: 'b.example' }))
  hosts.add(openPort({ port: 3, name: 'b.example', tag: 'b' }))
  expect(hosts.add(host({ name: 'b.example' }))?.ports).toEqual([2])
  expect([...hosts.rest()].map(({ name, ports }) => [name, ports])).toEqual([
    ['a.example', [1]],
    ['b.example', [3]],
  ])
})

test('a host that nobody found is none', () => {
  const hosts = new HostsInTurn((port) => port.port)
  expect(hosts.add(host({ status: 'down' }))).toBeUndefined()
  expect([...hosts.rest()]).toEqual([])
})
