import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { Notice } from '../../../src/model/event.ts'
import { ScanError } from '../../../src/model/errors.ts'
import type { Host, NamedHost, ResolvedHost } from '../../../src/model/host.ts'
import { resolveHosts, type ResolveHostsOptions } from '../../../src/resolve/resolve-hosts.ts'
import type { Resolver } from '../../../src/resolve/resolver.ts'
import { manualClock } from '../../../src/testing/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { staticResolver } from '../../support/static-resolver.ts'

const public4 = ['198.18.5.1', '8.8.4.4'].slice(1)
const names = {
  'one.example': ['93.184.216.34'],
  'two.example': ['93.184.216.34', '2606:2800:220:1::1', '93.184.216.34'],
  'inner.example': ['10.0.0.7', '93.184.216.35'],
  'slow.example': public4,
  'odd.example': ['0.0.0.0', '224.0.0.1', '255.255.255.255', 'ff02::1', '::', '93.184.216.36'],
  'mapped.example': ['::ffff:93.184.216.37'],
  'rubbish.example': ['no address', 'fe80::1%<x>'],
  'dead.example': 'timeout' as const,
  localhost: ['127.0.0.1', '::1'],
  'db.localhost': ['10.0.0.9'],
}

function named(name: string, ordinal = 0, more: Partial<NamedHost> = {}): NamedHost {
  return { kind: 'name', target: name, name, ordinal, ...more }
}

function literal(address: string, ordinal = 0): ResolvedHost {
  return { kind: 'address', target: address, address, family: address.includes(':') ? 6 : 4, ordinal }
}

function run(hosts: readonly (Host | Notice)[], options: Partial<ResolveHostsOptions> = {}) {
  return collect(resolveHosts({ resolver: staticResolver({ names }), ...options })(hosts))
}

const short = (item: ResolvedHost | Notice): string => {
  if (item.kind === 'address') return item.address
  if (item.kind === 'host') return item.status
  return item.kind === 'skipped' ? `${item.reason} ${item.address ?? item.name ?? ''}` : item.code
}

test('a name becomes a host with its name, ordinal, ports and tag', async () => {
  const ports = { tcp: Uint16Array.of(22) }
  expect(await run([named('one.example', 7, { ports, tag: 'web' })])).toEqual([
    {
      kind: 'address',
      target: 'one.example',
      name: 'one.example',
      address: '93.184.216.34',
      family: 4,
      ordinal: 7,
      ports,
      tag: 'web',
    },
  ])
})

test('addresses and notices pass untouched, in order, also past a slow name', async () => {
  let answer = (): void => {}
  const slow = new Promise<void>((resolve) => (answer = resolve))
  const resolver = staticResolver({ names, until: (name) => (name === 'slow.example' ? slow : undefined) })
  const notice: Notice = { kind: 'skipped', target: 'x', reason: 'policy' }
  const first = literal('192.0.2.1', 0)
  setTimeout(() => answer(), 10)
  const all = await run(
    [first, named('slow.example', 1), notice, named('one.example', 2), literal('192.0.2.9', 3)],
    { resolver },
  )
  expect(all[0]).toBe(first)
  expect(all[2]).toBe(notice)
  expect(all.map(short)).toEqual(['192.0.2.1', '8.8.4.4', 'policy ', '93.184.216.34', '192.0.2.9'])
})

test('the first address with a warning, or all without repeats', async () => {
  expect((await run([named('two.example')])).map(short)).toEqual(['many-addresses', '93.184.216.34'])
  const all = await run([named('two.example', 3)], { allAddresses: true })
  expect(all.map(short)).toEqual(['93.184.216.34', '2606:2800:220:1::1'])
  expect(all.map((host) => host.kind === 'address' && host.ordinal)).toEqual([3, 3])
})

test('the family: asked of names, required of literals', async () => {
  const hosts = [named('two.example'), literal('192.0.2.1'), literal('2001:db8::1'), named('one.example')]
  const all = await run(hosts, { family: 6 })
  expect(all.map(short)).toEqual([
    '2606:2800:220:1::1',
    'out-of-scope 192.0.2.1',
    '2001:db8::1',
    'unresolved one.example',
  ])
})

test('what does not resolve is skipped with its error, and the rest goes on', async () => {
  const all = await run([
    named('missing.example'),
    named('dead.example'),
    named('rubbish.example'),
    named('one.example'),
  ])
  expect(all.map(short)).toEqual([
    'unresolved missing.example',
    'unresolved dead.example',
    'unresolved rubbish.example',
    '93.184.216.34',
  ])
  const failures = all.map((item) => (item.kind === 'skipped' ? item.error?.failure : undefined))
  expect(failures).toEqual(['not-found', 'timeout', 'malformed', undefined])
})

test('a resolver that throws whatever it likes becomes a ScanError with the cause', async () => {
  const cause = new TypeError('broken')
  const resolver: Resolver = {
    resolve: () => {
      throw cause
    },
    reverse: () => Promise.resolve([]),
  }
  const [skipped] = await run([named('one.example')], { resolver })
  expect(skipped).toMatchObject({ kind: 'skipped', reason: 'unresolved' })
  const error = skipped?.kind === 'skipped' ? skipped.error : undefined
  expect(error).toBeInstanceOf(ScanError)
  expect(error?.cause).toBe(cause)
})

test('a special-purpose address from a name gives one warning, from a literal none', async () => {
  const all = await run([named('inner.example'), literal('10.0.0.7')], { allAddresses: true })
  expect(all.map(short)).toEqual(['special-address', '10.0.0.7', '93.184.216.35', '10.0.0.7'])
  expect(all[0]).toMatchObject({
    target: 'inner.example',
    message: expect.stringContaining('10.0.0.0/8') as string,
  })
})

test('localhost is expected to be loopback, and nothing else', async () => {
  expect((await run([named('localhost')], { allAddresses: true })).map(short)).toEqual(['127.0.0.1', '::1'])
  expect((await run([named('db.localhost')])).map(short)).toEqual(['special-address', '10.0.0.9'])
})

test('addresses that nothing connects to are skipped', async () => {
  expect((await run([named('odd.example')], { allAddresses: true })).map(short)).toEqual([
    'out-of-scope 0.0.0.0',
    'out-of-scope 224.0.0.1',
    'out-of-scope 255.255.255.255',
    'out-of-scope ff02::1',
    'out-of-scope ::',
    '93.184.216.36',
  ])
})

test('an IPv4-mapped address is the IPv4 address that it reaches', async () => {
  expect(await run([named('mapped.example')])).toMatchObject([{ address: '93.184.216.37', family: 4 }])
})

test('exclusions hold for literals, names and blocks', async () => {
  const exclude = { has: (address: string) => address === '93.184.216.34' || address === '10.0.0.7' }
  const all = await run([named('one.example'), literal('10.0.0.7'), named('inner.example')], {
    exclude,
    allAddresses: true,
  })
  expect(all.map(short)).toEqual([
    'excluded 93.184.216.34',
    'excluded 10.0.0.7',
    'excluded 10.0.0.7',
    '93.184.216.35',
  ])
  expect((await run([named('one.example', 0, { prefix: 31 })], { exclude })).map(short)).toEqual([
    'excluded 93.184.216.34',
    '93.184.216.35',
  ])
})

test('a name whose address flips never leads into what is excluded (H41)', async () => {
  let flips = 0
  const resolver: Resolver = {
    resolve: () => Promise.resolve([flips++ % 2 ? '10.0.0.7' : '93.184.216.34']),
    reverse: () => Promise.resolve([]),
  }
  const exclude = { has: (address: string) => address.startsWith('10.') }
  const hosts = Array.from({ length: 10_000 }, (_, ordinal) => named('flip.example', ordinal))
  const all = await run(hosts, { resolver, exclude })
  expect(all.filter((item) => item.kind === 'address').map(({ address }) => address)).toEqual(
    Array(5000).fill('93.184.216.34'),
  )
})

test('name/prefix is the block around the address', async () => {
  const block = await run([named('one.example', 4, { prefix: 30 })])
  expect(block.map(short)).toEqual(['93.184.216.32', '93.184.216.33', '93.184.216.34', '93.184.216.35'])
  expect(
    block.every((host) => host.kind === 'address' && host.name === 'one.example' && host.ordinal === 4),
  ).toBe(true)
  const six = await run([named('two.example', 0, { prefix: 126 })])
  expect(six.map(short)).toEqual([
    '2606:2800:220:1::',
    '2606:2800:220:1::1',
    '2606:2800:220:1::2',
    '2606:2800:220:1::3',
  ])
  expect((await run([named('one.example', 0, { prefix: 64 })])).map(short)).toEqual([
    'unresolved one.example',
  ])
  expect((await run([named('one.example', 0, { prefix: 24 })], { family: 6 })).map(short)).toEqual([
    'out-of-scope one.example',
  ])
})

test('a block has at most 65,536 addresses', async () => {
  expect(await run([named('one.example', 0, { prefix: 16 })])).toHaveLength(65_536)
  const [skipped] = await run([named('one.example', 0, { prefix: 15 })])
  expect(skipped).toMatchObject({ kind: 'skipped', reason: 'unresolved', error: { code: 'ERR_TARGET' } })
})

test('no more names at once than allowed', async () => {
  let underWay = 0
  let most = 0
  const until = async (): Promise<void> => {
    most = Math.max(most, ++underWay)
    await new Promise((later) => setTimeout(later, 1))
    underWay--
  }
  const hosts = Array.from({ length: 100 }, (_, i) => named('one.example', i))
  await run(hosts, { resolver: staticResolver({ names, until }), concurrency: 5 })
  expect(most).toBe(5)
})

test('break and abort call the questions off and leave no listeners', async () => {
  const never = new Promise<void>(() => {})
  const until = (name: string) => (name === 'slow.example' ? never : undefined)
  const hosts = [named('one.example'), ...Array.from({ length: 20 }, (_, i) => named('slow.example', i + 1))]

  const resolver = staticResolver({ names, until })
  for await (const host of resolveHosts({ resolver })(hosts)) if (host.kind === 'address') break
  expect(resolver.aborted).toHaveLength(20)

  const abort = new AbortController()
  const other = staticResolver({ names, until })
  const reason = new Error('enough')
  const all = run(hosts, { resolver: other, signal: abort.signal })
  setTimeout(() => abort.abort(reason), 5)
  await expect(all).rejects.toBe(reason)
  expect(other.aborted).toHaveLength(20)
  expect(abortListeners(abort.signal)).toBe(0)

  const unused = new AbortController()
  await run([named('one.example')], { signal: unused.signal })
  expect(abortListeners(unused.signal)).toBe(0)
})

test('a resolver that forgets a question is given up, and told so', async () => {
  const clock = manualClock()
  const asked: AbortSignal[] = []
  const resolver: Resolver = {
    resolve: (_name, options) => {
      asked.push(options!.signal!)
      return new Promise(() => {})
    },
    reverse: () => Promise.resolve([]),
  }
  const abort = new AbortController()
  const hosts = run([named('one.example')], { resolver, clock, timeout: 700, signal: abort.signal })
  const [skipped] = await clock.runUntilIdle(hosts)
  expect(skipped).toMatchObject({
    kind: 'skipped',
    reason: 'unresolved',
    error: { code: 'ERR_RESOLVE', failure: 'timeout' },
  })
  expect([clock.now(), clock.waiting, abortListeners(abort.signal)]).toEqual([700, 0, 0])
  expect(asked[0]!.aborted).toBe(true)
})
