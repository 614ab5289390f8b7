import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import { knownHost, oncePerPort } from '../../../../src/report/read/known-host.ts'
import { openPort, openService } from '../arbitrary-events.ts'

const host: HostReport = {
  address: '192.0.2.7',
  family: 4,
  target: '192.0.2.7',
  ports: [openPort({ port: 443 }), openPort({ port: 80 }), openPort({ port: 53, transport: 'udp' })],
  counts: {},
  unprobed: 0,
  scanned: '',
}

test('what was scanned is what is said, else what the run says, else what is listed', () => {
  expect(knownHost({ ...host, scanned: '1-9' }, '22')).toEqual({ ...host, scanned: '1-9' })
  expect(knownHost(host, '22')).toEqual({ ...host, scanned: '22' })
  expect(knownHost(host, '')).toEqual({ ...host, scanned: '80,443,U:53', counts: { open: { 'syn-ack': 3 } } })
})

test('several records of a port are one port', () => {
  const banner = Uint8Array.of(1)
  const ports = [
    openPort(),
    openPort({ service: openService({ name: 'tls', tls: {} }) }),
    openPort({ banner, service: openService({ name: 'http' }) }),
    openPort({ banner: Uint8Array.of(2), service: openService({ name: 'other' }) }),
    openPort({ transport: 'udp' }),
  ]
  expect(oncePerPort({ ...host, ports }).ports).toEqual([
    openPort({ banner, service: openService({ name: 'http', tls: {} }) }),
    openPort({ transport: 'udp' }),
  ])
})
