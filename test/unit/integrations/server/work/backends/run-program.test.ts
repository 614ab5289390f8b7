import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runProgram } from '../../../../../../src/integrations/server/work/backends/run-program.ts'
import { eventually } from '../../../../../support/eventually.ts'

const folder = mkdtempSync(join(tmpdir(), 'run-program-'))
afterAll(() => rmSync(folder, { recursive: true }))

const never = new AbortController().signal
const node = (text: string, more: object = {}): Promise<string> =>
  runProgram({ program: process.execPath, args: ['-e', text], signal: never, ...more })

test('what it writes', async () => {
  expect(await node('console.log("21 ä")')).toBe('21 ä\n')
})

test('arguments reach it as they are', async () => {
  const args = ['-e', 'console.log(process.argv[1])', '--', '$(id); `id` "\'']
  expect(await runProgram({ program: process.execPath, args, signal: never })).toBe('$(id); `id` "\'\n')
})

test('it gets nothing of our environment but PATH', async () => {
  const names = JSON.parse(await node('console.log(JSON.stringify(Object.keys(process.env)))')) as string[]
  expect(names.filter((name) => !['PATH', 'LANG'].includes(name))).toEqual([])
})

test('one that is missing', async () => {
  const run = runProgram({ program: 'no-such-scanner', args: [], signal: never })
  await expect(run).rejects.toThrow('no-such-scanner is not installed')
})

test('how it ended, and what it said, without control bytes', async () => {
  const run = node('process.stderr.write("a\\u001b[31mb"); process.exitCode = 3')
  const error = await run.catch((thrown: unknown) => thrown as Error)
  expect(String(error)).toContain('ended with 3: a')
  expect(String(error)).not.toContain('\u001b')
  await expect(node('process.kill(process.pid, "SIGTERM")')).rejects.toThrow('was ended by SIGTERM')
})

test('one that writes without end is ended', async () => {
  const endless = node(
    'const b = "x".repeat(65536); (function w() { while (process.stdout.write(b)); process.stdout.once("drain", w) })()',
    {
      outputLimit: 1_000_000,
    },
  )
  await expect(endless).rejects.toThrow('wrote more than 1000000 bytes')
})

test('one that hangs is ended', async () => {
  await expect(node('setInterval(() => {}, 1000)', { timeout: 200 })).rejects.toThrow(
    'took longer than 0.2 s',
  )
})

test.skipIf(process.platform === 'win32')('on abort it is gone, and what it started too', async () => {
  const file = join(folder, 'pids')
  const text = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
    require('node:fs').writeFileSync(${JSON.stringify(file)}, process.pid + ' ' + child.pid)
    setInterval(() => {}, 1000)`
  const end = new AbortController()
  const run = node(text, { signal: end.signal })
  run.catch(() => {})
  let pids: number[] = []
  await eventually(() => {
    pids = textOf(file).split(' ').map(Number)
    return pids.length === 2
  })
  end.abort(new Error('closed'))
  await expect(run).rejects.toThrow('closed')
  await eventually(() => !pids.some(isAlive))
})

test('what is over before it begins is not begun', async () => {
  await expect(node('1', { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow('over')
})

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(textOf(`/proc/${pid}/stat`))
  } catch {
    return false
  }
}
