import { expect, test } from 'vitest'
import { portCells } from '../../../src/report/text-port.ts'
import { openPort, openService } from './arbitrary-events.ts'

const serviceOf = (facts: Parameters<typeof openService>[0], port = {}) =>
  portCells(openPort({ ...port, service: openService(facts) }))

test('tls stands before the protocol that speaks in it', () => {
  expect(serviceOf({ name: 'http', tls: { version: 'TLSv1.3' } }).service).toBe('tls/http')
  expect(serviceOf({ name: 'tls', tls: { version: 'TLSv1.3' } }).service).toBe('tls')
  expect(serviceOf({ name: 'smtp', tls: { starttls: 'smtp' } }).service).toBe('smtp')
})

test('what the service says of itself, in order', () => {
  const facts = { product: 'OpenSSH', version: '9.2p1', info: 'protocol 2.0', hostname: 'gate', os: 'Debian' }
  expect(serviceOf(facts).facts).toBe('OpenSSH 9.2p1, protocol 2.0, host gate, Debian')
  expect(serviceOf({ version: '5' }).facts).toBe('5')
})

test('a handshake that failed says why', () => {
  expect(serviceOf({ name: 'tls', tls: { error: 'handshake_failure' } }).facts).toBe(
    'TLS failed: handshake_failure',
  )
})

test('of a page its title, of a redirect where it leads', () => {
  expect(serviceOf({ product: 'nginx', details: { title: 'Welcome', status: 200 } }).facts).toBe(
    'nginx, “Welcome”',
  )
  expect(serviceOf({ details: { location: 'https://www.example/' } }).facts).toBe('to https://www.example/')
  expect(serviceOf({ details: { title: 5, location: null } }).facts).toBe('')
})

test('a fact that is too long is cut', () => {
  expect(serviceOf({ product: 'x'.repeat(10_000) }).facts).toBe(`${'x'.repeat(159)}…`)
})

test('no name and no service is an empty cell', () => {
  const { portName: _portName, ...nameless } = openPort()
  expect(portCells(nameless)).toMatchObject({ service: '', facts: '' })
})
