import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { dataFolder } from '../../support/data-folder.ts'
import { eventually } from '../../support/eventually.ts'
import { fakeWorld, runFake } from './fake-world.ts'

test('it says where it is and what it may scan, answers, and ends by a signal', async () => {
  const world = fakeWorld()
  const code = run(['serve', '--port', '0', '--data', await dataFolder()], world)
  await eventually(() => world.stderr.text.includes('portscan serve:'), 60_000)
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(world.stderr.text) ?? []
  expect(world.stderr.text).toContain('May be scanned: 127.0.0.0/8, ::1.')
  expect(world.stderr.text).toContain('portscan serve --new-key admin')
  expect((await fetch(`${address}/health/ready`)).status).toBe(200)
  expect((await fetch(`${address}/metrics`)).status).toBe(200)
  world.interrupt()
  expect(await code).toBe(0)
  expect(world.listeners()).toBe(0)
  await expect(fetch(`${address}/health/live`)).rejects.toThrow()
})

test('a new key is what standard output has, and nothing else', async () => {
  const data = await dataFolder()
  const { code, out, err } = await runFake(`serve --new-key admin --name first --data ${data}`)
  expect(code).toBe(0)
  expect(out).toMatch(/^psc_\w{12}_[\w-]{43}\n$/)
  expect(err).not.toContain(out.trim())
  // From now on it is no quickstart any more: what may be scanned has to be said only where something is configured.
  expect((await runFake(`serve --new-key root --data ${data}`)).err).toMatch(
    /^portscan: .*expected some of read, scan, admin/,
  )
})

test.each<[string, Record<string, string>, number, RegExp]>([
  ['serve --host 0.0.0.0', {}, 2, /to listen on 0\.0\.0\.0.*--allow/],
  ['serve --no-auth --host 0.0.0.0 --allow 192.0.2.1', {}, 2, /loopback alone/],
  ['serve --allow 300.0.0.1', {}, 2, /300/],
  ['serve --name ci', {}, 2, /--new-key/],
  ['serve', { DATABASE_URL: 'mysql://u:canary@h/d' }, 2, /DATABASE_URL: expected a URL/],
  ['worker', {}, 2, /DATABASE_URL/],
  ['serve', { PORTSCAN_WORKERS: 'many' }, 2, /PORTSCAN_WORKERS=many: expected a whole number/],
])('%s %j is one line and exit 2', async (line, env, code, message) => {
  const ran = await runFake(line, { env })
  expect(ran.code).toBe(code)
  expect(ran.err).toMatch(message)
  expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran.err).not.toContain('canary')
})
