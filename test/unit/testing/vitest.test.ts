import { expect, test } from 'vitest'
import '../../../src/testing/vitest.ts'
import { here } from './matchers/exposed-world.ts'

const ports = '20-24,80,8443'
const policy = { version: 1, scan: { ports }, hosts: [{ host: '192.0.2.7', ports: [22, 80, 8443] }] } as const

test('what holds passes', async () => {
  await expect('192.0.2.7').toExposeOnly([22, 80, 8443], { ...here, ports })
  await expect('192.0.2.7').toHaveOpenPort(22, { ...here, service: 'ssh' })
  await expect('192.0.2.7').toHaveClosedPort(23, here)
  await expect('192.0.2.7').toMatchBaseline(policy, here)
  await expect('192.0.2.7').not.toExposeOnly([22], { ...here, ports })
  await expect('192.0.2.7').not.toHaveOpenPort(23, here)
  await expect('192.0.2.7').not.toHaveOpenPort(25, here)
  await expect('192.0.2.7').not.toHaveClosedPort(22, here)
  await expect('192.0.2.8').not.toMatchBaseline(policy, here)
})

test.each<[string, () => Promise<void>, string]>([
  [
    'a port too many',
    () => expect('192.0.2.7').toExposeOnly([22], { ...here, ports }),
    'unexpected   192.0.2.7 80/tcp',
  ],
  [
    'the very ports',
    () => expect('192.0.2.7').not.toExposeOnly([22, 80, 8443], { ...here, ports }),
    'and nothing else',
  ],
  ['a closed port', () => expect('192.0.2.7').toHaveOpenPort(23, here), '23/tcp of 192.0.2.7 is not open'],
  ['an open port', () => expect('192.0.2.7').not.toHaveOpenPort(22, here), '22/tcp of 192.0.2.7 is open'],
  ['a filtered port', () => expect('192.0.2.7').toHaveClosedPort(25, here), 'not closed but filtered'],
  [
    'another host',
    () => expect('192.0.2.8').toMatchBaseline(policy, here),
    '192.0.2.8 is not as the baseline says',
  ],
])('what does not hold fails: %s', async (_, run, message) => {
  await expect(run()).rejects.toThrow(message)
})

test.each<[string, () => Promise<void>]>([
  ['toExposeOnly', () => expect('missing.example').toExposeOnly([22], here)],
  ['not.toExposeOnly', () => expect('missing.example').not.toExposeOnly([22], here)],
  ['not.toHaveOpenPort', () => expect('missing.example').not.toHaveOpenPort(22, here)],
  ['not.toHaveClosedPort', () => expect('missing.example').not.toHaveClosedPort(22, here)],
  ['not.toMatchBaseline', () => expect('missing.example').not.toMatchBaseline(policy, here)],
])('a name that does not resolve is never a pass: %s', async (_, run) => {
  await expect(run()).rejects.toMatchObject({ code: 'ERR_RESOLVE' })
})

test('what cannot be told is a failure at the line of the test, with .not and without', async () => {
  const unseen = '192.0.2.7:80'
  await expect(expect(unseen).toHaveOpenPort(22, here)).rejects.toThrow('It cannot be told')
  await expect(expect(unseen).not.toHaveOpenPort(22, here)).rejects.toThrow('It cannot be told')
  await expect(expect(unseen).not.toHaveClosedPort(22, here)).rejects.toThrow('It cannot be told')
})

test('inside of another matcher, where nobody would await it, it is refused', () => {
  const { toHaveOpenPort } = expect.not as unknown as Record<string, (port: number) => unknown>
  expect(() => expect('192.0.2.7').toEqual(toHaveOpenPort!(22))).toThrow('this matcher is asynchronous')
})
