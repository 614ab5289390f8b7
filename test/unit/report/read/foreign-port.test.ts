import { expect, test } from 'vitest'
import { canonicalAddress, foreignPort } from '../../../../src/report/read/foreign-port.ts'

const told = {
  address: '192.0.2.1',
  port: 443,
  transport: 'tcp',
  state: 'open',
  reason: 'syn-ack',
  at: 'now',
} as const

test('a port has what every port has', () => {
  expect(foreignPort({ ...told, name: 'www.example' })).toEqual({
    kind: 'port',
    target: 'www.example',
    name: 'www.example',
    family: 4,
    portName: 'https',
    rtt: 0,
    attempts: 1,
    ...told,
  })
})

test('the usual name of a port is ours, else theirs', () => {
  expect(foreignPort({ ...told, portName: 'theirs' }).portName).toBe('https')
  expect(foreignPort({ ...told, port: 64_999, portName: 'theirs' }).portName).toBe('theirs')
})

test('an address is written as we write it', () => {
  expect(canonicalAddress('2001:DB8:0::1')).toEqual(['2001:db8::1', 6])
  expect(canonicalAddress('192.0.2.1')).toEqual(['192.0.2.1', 4])
})
