import { expect, test } from 'vitest'
import { createScope, type Scope } from '../../../../../src/integrations/server/scope/scope.ts'

function scope(settings: Partial<Parameters<typeof createScope>[0]> = {}): Scope {
  return createScope({ allow: [], deny: [], own: [], allowOwn: false, ...settings })
}

test('without an allow list nothing may be scanned', () => {
  expect(scope().refusal('192.88.0.1')).toEqual({
    code: 'not-allowed',
    message: '192.88.0.1 is not in the allow list',
  })
  expect(scope().allow).toEqual([])
})

test.each([
  ['9.9.9.9', undefined],
  ['10.0.0.1', 'special'],
  ['127.0.0.1', 'special'],
  ['0.0.0.0', 'special'],
  ['100.64.0.1', 'special'],
  ['169.254.169.254', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['192.0.2.1', 'special'],
  ['224.0.0.1', 'special'],
  ['255.255.255.255', 'special'],
  ['::ffff:9.9.9.9', undefined],
  ['::ffff:10.0.0.1', 'special'],
  ['2620:fe::9', undefined],
  ['::', 'special'],
  ['::1', 'special'],
  ['fe80::1%eth0', 'special'],
  ['fd00:ec2::254', 'metadata'],
  ['fd12::1', 'special'],
  ['64:ff9b::9.9.9.9', 'special'],
  ['64:ff9b::7f00:1', 'special'],
  ['64:ff9b:1::a00:1', 'special'],
  ['2002:7f00:1::', 'special'],
  ['2001:0:1:2:3:4:80ff:fffe', 'special'],
  ['::7f00:1', 'special'],
  ['::9.9.9.9', 'special'],
  ['::ffff:0:127.0.0.1', 'special'],
  ['ff02::1', 'special'],
])('where the whole internet is allowed, %s is %s', (address, code) => {
  const all = scope({ allow: ['0.0.0.0/0', '::/0'] })
  expect(all.refusal(address)?.code).toBe(code)
  expect(all.permits(address)).toBe(code === undefined)
})

test('a special block is open where an entry lies in it as a whole, and as far as the entry goes', () => {
  const lab = scope({ allow: ['10.1.0.0/16', '172.0.0.0/8', 'fe80::/10', '127.0.0.1'] })
  expect(lab.permits('10.1.2.3')).toBe(true)
  expect(lab.permits('10.2.0.1')).toBe(false)
  expect(lab.permits('172.1.2.3')).toBe(true)
  expect(lab.refusal('172.16.0.1')).toEqual({
    code: 'special',
    message: '172.16.0.1 is Private-Use (172.16.0.0/12, RFC 1918), which the allow list has to name',
  })
  expect(lab.permits('fe80::1%eth0')).toBe(true)
  expect(lab.permits('127.0.0.1')).toBe(true)
  expect(lab.permits('127.0.0.2')).toBe(false)
})

test('deny wins, also where an address hides in another', () => {
  const some = scope({ allow: ['10.0.0.0/8', '64:ff9b::/96'], deny: ['10.0.0.128/25'] })
  expect(some.refusal('10.0.0.200')).toEqual({ code: 'denied', message: '10.0.0.200 is in the deny list' })
  expect(some.permits('64:ff9b::10.0.0.1')).toBe(true)
  expect(some.refusal('64:ff9b::a00:c8')).toEqual({
    code: 'denied',
    message: '64:ff9b::a00:c8, which leads to 10.0.0.200, is in the deny list',
  })
  expect(some.refusal('64:ff9b::9.9.9.9')?.code).toBe('not-allowed')
})

test('metadata is open to an entry that is that address and nothing else', () => {
  expect(scope({ allow: ['169.254.0.0/16'] }).refusal('169.254.169.254')?.code).toBe('metadata')
  expect(scope({ allow: ['169.254.169.254/31'] }).refusal('169.254.169.254')?.code).toBe('metadata')
  expect(scope({ allow: ['169.254.169.254'] }).refusal('169.254.169.254')).toBeUndefined()
})

test('what the service itself uses is refused, by address and by name', () => {
  const own = [
    { name: 'database', host: '10.0.0.5', port: 5432 },
    { name: 'redis', host: 'redis', port: 6379 },
  ]
  const closed = scope({ allow: ['10.0.0.0/8'], own })
  expect(closed.refusal('10.0.0.5')).toEqual({
    code: 'own',
    message: '10.0.0.5 is used by the service itself',
  })
  expect(closed.permits('10.0.0.6')).toBe(true)
  expect(closed.nameRefusal('REDIS.')?.code).toBe('own')
  expect(closed.nameRefusal('host.example')).toBeUndefined()
  const open = scope({ allow: ['10.0.0.0/8'], own, allowOwn: true })
  expect(open.permits('10.0.0.5')).toBe(true)
  expect(open.nameRefusal('redis')).toBeUndefined()
})

test('a database on this machine is refused with the whole address', () => {
  const own = [{ name: 'database', host: 'localhost', port: 5432 }]
  const local = scope({ allow: ['127.0.0.0/8', '::1'], own })
  expect(local.refusal('127.0.0.1')?.code).toBe('own')
  expect(local.refusal('::1')?.code).toBe('own')
  expect(local.permits('127.0.0.2')).toBe(true)
})

test('names that can mean nothing but this machine or metadata are refused at once', () => {
  const internet = scope({ allow: ['0.0.0.0/0'] })
  for (const name of ['localhost', 'LOCALHOST.', 'a.localhost', 'localhost.localdomain', 'ip6-loopback']) {
    expect(internet.nameRefusal(name)?.code, name).toBe('special')
  }
  expect(internet.nameRefusal('metadata.google.internal')?.code).toBe('metadata')
  expect(internet.nameRefusal('notlocalhost')).toBeUndefined()
  expect(scope({ allow: ['127.0.0.0/8'] }).nameRefusal('localhost')).toBeUndefined()
})

test('the allow list for the library says the same', () => {
  const some = scope({ allow: ['10.0.0.0/30', '2620:fe::/127', 'fe80::/127', '::1'], deny: ['10.0.0.1'] })
  expect(some.allow).toEqual([
    '10.0.0.0-10.0.0.0',
    '10.0.0.2-10.0.0.3',
    '0:0:0:0:0:0:0:1-0:0:0:0:0:0:0:1',
    '2620:fe:0:0:0:0:0:0-2620:fe:0:0:0:0:0:1',
    'fe80:0:0:0:0:0:0:0%any-fe80:0:0:0:0:0:0:1%any',
  ])
})
