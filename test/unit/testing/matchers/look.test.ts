import { expect, test } from 'vitest'
import { parsePorts, scan } from '../../../../src/index.ts'
import { look } from '../../../../src/testing/matchers/look.ts'
import type { LookOptions } from '../../../../src/testing/matchers/scannable.ts'
import { connector, here } from './exposed-world.ts'

const asked = parsePorts('22')

test('the ports that are asked about are scanned beside the others, or beside those of the target', async () => {
  const wanted = { ports: parsePorts('80,U:53'), asked }
  expect((await look('192.0.2.7', wanted, here)).hosts[0]!.scanned).toBe('22,80,U:53')
  expect((await look({ host: '192.0.2.7', ports: 8443 }, wanted, here)).hosts[0]!.scanned).toBe('22,8443')
  expect((await look('192.0.2.7', { asked }, here)).hosts[0]!.scanned).toBe('22')
})

test('all addresses of a name are scanned, and all states come back', async () => {
  const { hosts } = await look('www.example', { asked: parsePorts('22,23') }, here)
  expect(hosts.map(({ address, ports }) => [address, ports.map(({ state }) => state)])).toEqual([
    ['192.0.2.7', ['open', 'closed']],
    ['2001:db8::7', ['open', 'closed']],
  ])
})

test('a report is taken as it is', async () => {
  const report = await scan('192.0.2.7', { ports: '22', connector }).report()
  expect(await look(report, { asked }, {})).toBe(report)
  await expect(look(report, { asked }, { famly: 4 } as LookOptions)).rejects.toThrow('family')
})

test('an abort of the application ends it with its reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(look('192.0.2.7', { asked }, { ...here, signal })).rejects.toThrow('enough')
})

test.each([0, -1, Infinity, NaN])('within: %s is refused', async (within) => {
  await expect(look('192.0.2.7', { asked }, { within })).rejects.toMatchObject({
    code: 'ERR_OPTION',
    input: 'within',
  })
})
