import { expect, test } from 'vitest'
import { plainPaint } from '../../../src/report/text-layout.ts'
import { summarize } from '../../../src/report/text-summary.ts'
import { openPort, stats, tail } from './arbitrary-events.ts'

const finished = {
  kind: 'host',
  status: 'finished',
  target: 'x',
  address: '192.0.2.7',
  family: 4,
  unprobed: 0,
} as const

test('only what is open is listed, whatever states were asked for', () => {
  const summary = summarize(plainPaint)
  summary.add(openPort({ port: 22, state: 'closed', reason: 'conn-refused' }))
  summary.add({ ...finished, counts: { closed: { 'conn-refused': 1 } } })
  expect([...summary.lines(tail)].slice(1, 3)).toEqual([
    '192.0.2.7  1 closed (conn-refused)',
    '2 hosts, 2,000 ports in 1.20 s: 3 open, 1,997 closed (conn-refused)',
  ])
})

test('a host that was given several times, with other ports each time, has all of them in its line', () => {
  const summary = summarize(plainPaint)
  const counts = { closed: { 'conn-refused': 2 } } as const
  summary.add({ ...finished, names: ['a.example'], counts, unprobed: 1 })
  summary.add({ ...finished, counts, unprobed: 1 })
  expect([...summary.lines(tail)][1]).toBe('192.0.2.7 (a.example)  4 closed (conn-refused), 2 not probed')
})

test('the hardware address of a host and its maker are told', () => {
  const summary = summarize(plainPaint)
  const counts = { closed: { 'conn-refused': 2 } } as const
  summary.add({ ...finished, counts, mac: '00:00:5e:00:53:01', vendor: 'Example\u001b[2J' })
  summary.add({ ...finished, address: '192.0.2.8', counts, mac: '00:00:5e:00:53:02' })
  expect([...summary.lines(tail)].slice(1, 3)).toEqual([
    '192.0.2.7  2 closed (conn-refused), 00:00:5e:00:53:01 (Example\\x1b[2J)',
    '192.0.2.8  2 closed (conn-refused), 00:00:5e:00:53:02',
  ])
})

test('names of a host are told once each', () => {
  const summary = summarize(plainPaint)
  summary.add({
    ...finished,
    name: 'a.example',
    names: ['a.example', 'b.example'],
    counts: {},
    unprobed: 3,
  })
  expect([...summary.lines(tail)][1]).toBe('192.0.2.7 (a.example, b.example)  3 not probed')
})

test('a host whose open ports come after its end keeps its counts, however many hosts there are', () => {
  const summary = summarize(plainPaint)
  for (let index = 0; index < 50; index++)
    summary.add({ ...finished, address: `192.0.2.${index + 100}`, counts: {} })
  summary.add({ ...finished, counts: { open: { 'syn-ack': 1 } } })
  summary.add(openPort())
  expect([...summary.lines(tail)].slice(1, 3)).toEqual(['192.0.2.7  1 open', '    443/tcp  open  https?'])
})

test('a hundred thousand open ports are listed, the rest is counted', () => {
  const summary = summarize(plainPaint)
  for (let index = 0; index < 100_010; index++) {
    summary.add(openPort({ address: `192.0.2.${index % 200}`, port: (index % 65_535) + 1 }))
  }
  const lines = [...summary.lines(tail)]
  expect(lines.length).toBeLessThan(100_300)
  expect(lines).toContain('10 more open ports are left out here')
})

test('ports of a host that is not done are counted without it', () => {
  const lines = [
    ...summarize(plainPaint).lines({ ...tail, interrupted: true, stats: { ...stats, hosts: 0 } }),
  ]
  expect(lines[1]).toMatch(/^interrupted after 2,000 ports in 1\.20 s: /)
})

test('a scan of nothing has a last line too', () => {
  const none = { ...stats, sent: 0, retried: 0, done: 0, hosts: 0, elapsed: 0, states: {}, rtt: {} }
  expect([...summarize(plainPaint).lines({ ...tail, stats: none })]).toEqual([
    '',
    '0 hosts, 0 ports in 0 ms',
    '0 probes sent',
  ])
})
