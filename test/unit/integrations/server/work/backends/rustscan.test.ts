import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { rustscanBackend } from '../../../../../../src/integrations/server/work/backends/rustscan.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'

const folder = mkdtempSync(join(tmpdir(), 'rustscan-'))
afterAll(() => rmSync(folder, { recursive: true }))

function script(output: string): string {
  const file = join(folder, 'program')
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/args\ncat ${folder}/output\n`)
  writeFileSync(join(folder, 'output'), output)
  chmodSync(file, 0o755)
  return file
}

test('what it is told, and what it says', async () => {
  const program = script('127.0.0.1 -> [80,22,22]\n')
  const found = await rustscanBackend({ program }).run(shardTask({ ports: '22,80-81' }))
  expect(found).toMatchObject([{ ports: [{ port: 22, state: 'open', reason: 'syn-ack' }, { port: 80 }] }])
  const args = readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')
  expect(args.slice(-4)).toEqual(['--ports', '22,80,81', '--addresses', '127.0.0.1'])
})

test('anything else is a failure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1 }).filter((text) => /\S/.test(text)),
      async (text) => {
        await expect(rustscanBackend({ program: script(text) }).run(shardTask())).rejects.toThrow(
          'something else',
        )
      },
    ),
    { numRuns: 15 },
  )
})

test('nothing found is nothing written', async () => {
  expect(await rustscanBackend({ program: script('') }).run(shardTask())).toMatchObject([{ ports: [] }])
})
