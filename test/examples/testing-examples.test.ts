import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { root } from '../structure/source-files.ts'
import { runExample } from './run-example.ts'

test('forgotten-port', async () => {
  const { code, stdout, stderr } = await runExample('testing/forgotten-port.test.ts')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^# pass 1$/m)
})

test('security', async () => {
  const [wanted, other] = [await scriptedServer(), await scriptedServer()]
  onTestFinished(async () => void (await Promise.all([wanted.close(), other.close()])))
  const CLOSED = String(await closedPort())
  const run = (ports: readonly number[]) =>
    runVitest('security.test.ts', { OPEN: String(wanted.port), CLOSED, PORTS: ports.join() })
  expect(await run([wanted.port])).toMatchObject({ code: 0 })
  const { code, said } = await run([wanted.port, other.port])
  expect(code).toBe(1)
  expect(said).toMatch(new RegExp(`unexpected +127\\.0\\.0\\.1 ${other.port}/tcp +open`))
})

/** Runs an example by a vitest of its own, in a project that has this package installed. */
function runVitest(
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly said: string }> {
  const project = mkdtempSync(join(tmpdir(), 'portscan-core-'))
  onTestFinished(() => rmSync(project, { recursive: true }))
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules/portscan-core'), 'junction')
  symlinkSync(join(root, 'node_modules/vitest'), join(project, 'node_modules/vitest'), 'junction')
  copyFileSync(join(root, 'examples/testing', name), join(project, name))
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run']
  const settings = { cwd: project, env: { ...process.env, ...env, NO_COLOR: '1' }, timeout: 50_000 }
  return new Promise((resolve) => {
    execFile(process.execPath, args, settings, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` }),
    )
  })
}
