import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { portscanMatchers } from '../../../../src/testing/matchers/portscan-matchers.ts'
import { here } from './exposed-world.ts'

const ports = '20-24,80,8443'
const open = [22, 80, 8443]
/** What a runner that was given -u has as `this`. */
const updating = { snapshotState: { _updateSnapshot: 'all' }, isNot: false, promise: '' }

test('each of them says yes or no, and why', async () => {
  const answers = [
    await portscanMatchers.toExposeOnly('192.0.2.7', open, { ...here, ports }),
    await portscanMatchers.toHaveOpenPort('192.0.2.7', 22, here),
    await portscanMatchers.toHaveClosedPort('192.0.2.7', 23, here),
    await portscanMatchers.toExposeOnly('192.0.2.7', [22], { ...here, ports }),
    await portscanMatchers.toHaveOpenPort('192.0.2.7', 23, here),
    await portscanMatchers.toHaveClosedPort('192.0.2.7', 22, here),
  ]
  expect(answers.map(({ pass }) => pass)).toEqual([true, true, true, false, false, false])
  expect(answers.map(({ message }) => message().split('\n')[0])).toEqual([
    '192.0.2.7 exposes 22,80,8443 and nothing else',
    '22/tcp of 192.0.2.7 is open',
    '23/tcp of 192.0.2.7 is closed',
    '192.0.2.7 exposes more than 22',
    '23/tcp of 192.0.2.7 is not open',
    '22/tcp of 192.0.2.7 is not closed',
  ])
})

test('a baseline is written where the runner was given -u, and not otherwise', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-core-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ports.json')
  const match = (runner: unknown) =>
    portscanMatchers.toMatchBaseline.call(runner, '192.0.2.7', file, { ...here, ports })
  await expect(match(undefined)).rejects.toThrow('no such baseline')
  await expect(match({ ...updating, snapshotState: { _updateSnapshot: 'new' } })).rejects.toThrow(
    'no such baseline',
  )
  expect(await match(updating)).toMatchObject({ pass: true })
  expect(readFileSync(file, 'utf8')).toContain('8443')
  expect(await match({})).toMatchObject({ pass: true })
  expect(await match({ ...updating, isNot: true })).toMatchObject({ pass: true })
})

test('with .not no baseline is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-core-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ports.json')
  const match = (options: object) =>
    portscanMatchers.toMatchBaseline.call({ ...updating, isNot: true }, '192.0.2.7', file, {
      ...here,
      ports,
      ...options,
    })
  await expect(match({})).rejects.toThrow('no such baseline')
  await expect(match({ update: true })).rejects.toThrow('no such baseline')
})
