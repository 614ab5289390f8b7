import { expect, test } from 'vitest'
import { inFlags, OPTION_FLAGS } from '../../../src/cli/option-flags.ts'
import { parseCommand } from '../../../src/cli/parse-command.ts'
import { scanFlags } from '../../../src/cli/scan-flags.ts'
import { scanOptions } from '../../../src/cli/scan-options.ts'
import { waitFlags } from '../../../src/cli/wait-flags.ts'
import type { ScanOptions } from '../../../src/scan-options.ts'
import { completeOptions } from '../../../src/scan-settings.ts'
import { fakeLibrary, runFake } from './fake-world.ts'

const EVERYTHING =
  '-p 22 --exclude-ports 25 --exclude 192.0.2.1 --allow 192.0.2.0/24 --deny 10.0.0.0/8 --allow-huge --shard 2/3 ' +
  '--seed 7 -6 --all-addresses --reverse -s -T polite -j 9 --rate 100 --per-host-rate 1 --timeout 2s --retries 1 ' +
  '--source 192.0.2.5 --states open --resolver 192.0.2.53 --discovery auto'

test('every option that the command sets has its flag, and every flag of the table is understood', async () => {
  const parsed = parseCommand(['192.0.2.1', ...EVERYTHING.split(' ')])
  if (parsed.kind !== 'scan') throw new Error(parsed.kind)
  const keys = [
    ...Object.keys(await scanOptions(parsed.flags, fakeLibrary())),
    'resume',
    'services.contact',
    'services.probes',
  ]
  expect(Object.keys(OPTION_FLAGS)).toEqual(expect.arrayContaining(keys))
  const known = [...scanFlags(), ...waitFlags()].flatMap(({ short, long }) => [short, long])
  for (const use of Object.values(OPTION_FLAGS)) expect(known).toContain(use.split(' ')[0])
})

test('the right ones are right', () => {
  for (const [key, use] of Object.entries(OPTION_FLAGS)) {
    const args = key === 'interval' ? ['wait', 'localhost:22'] : ['192.0.2.1']
    expect(parseCommand([...args, ...use.split(' ')]), use).toHaveProperty('flags')
  }
})

/** What the library itself says, as the command says it. */
function refused(options: ScanOptions, target = '192.0.2.1'): string {
  try {
    completeOptions(target, options)
  } catch (error) {
    return inFlags((error as Error).message)
  }
  throw new Error('accepted')
}

test('messages of the library speak of what was typed', () => {
  expect(refused({ localAddress: 'x' })).toBe(
    "--source: expected an address of this machine, but got 'x' (a right one: --source 127.0.0.1)",
  )
  expect(refused({ timeout: 36e5 + 1 })).toBe(
    '--timeout: expected milliseconds, from 1 to 3600000, but got 3600001 (a right one: --timeout 500ms)',
  )
  expect(refused({ ports: 22, excludePorts: 22 })).toMatch(/^--exclude-ports: .*--exclude-ports 25,9100\)$/)
  expect(refused({ ports: '-' }, '10.0.0.0/8')).toBe(
    '--allow-huge: expected for 1099494850560 endpoints, which is more than 2^32, but it is not given ' +
      '(a right one: --allow-huge)',
  )
  expect(refused({ discovery: 'auto', shard: { index: 0, count: 2 } })).toMatch(
    /^--discovery: expected none with a shard, .*, but got 'auto' \(a right one: --discovery off\)$/,
  )
  expect(refused({}, '::/0')).toMatch(/; say --allow-huge if that is meant$/)
})

test('texts that name no option of the command stay as they are', () => {
  for (const text of ["option 'toString': expected x", 'toString: true', 'target: expected x', 'x']) {
    expect(inFlags(text)).toBe(text)
  }
})

test('the command says it in one line and exits with 2', async () => {
  const scan = () => completeOptions('192.0.2.1', { localAddress: '192.0.2.1' }) as never
  const { code, err } = await runFake('192.0.2.1 --source 192.0.2.1', { library: { scan } })
  expect({ code, lines: err.split('\n').length }).toEqual({ code: 2, lines: 2 })
  expect(err).toMatch(/^portscan: --source: expected an address of this machine, but got '192\.0\.2\.1'/)
})

test('a name server that cannot be read, too', async () => {
  const { dnsResolver } = await import('../../../src/resolve/dns-resolver.ts')
  const { code, err } = await runFake('192.0.2.1 --resolver dns.example', { library: { dnsResolver } })
  expect(code).toBe(2)
  expect(err).toMatch(/^portscan: --resolver: expected/)
})

test('an option inside of another has its own flag', () => {
  expect(refused({ services: { contact: 'hé' } })).toMatch(
    /^--contact: expected .* but got 'hé' \(a right one: --contact /,
  )
})
