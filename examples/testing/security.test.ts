// A security test suite: what a host exposes, what listens there, and that nothing was added since.
import 'portscan-core/testing/vitest'
import { expect, test } from 'vitest'

const { HOST = '127.0.0.1', OPEN = '22,443', CLOSED = '23', PORTS = 'top-1000' } = process.env

test('nothing else is exposed', () => expect(HOST).toExposeOnly(OPEN, { ports: PORTS }))

test('telnet is not open', () => expect(HOST).not.toHaveOpenPort(Number(CLOSED)))
