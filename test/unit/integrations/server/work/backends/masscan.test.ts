import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { masscanBackend } from '../../../../../../src/integrations/server/work/backends/masscan.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'

const folder = mkdtempSync(join(tmpdir(), 'masscan-'))
afterAll(() => rmSync(folder, { recursive: true }))

function script(output: string): string {
  const file = join(folder, 'program')
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/args\ncat ${folder}/output\n`)
  writeFileSync(join(folder, 'output'), output)
  chmodSync(file, 0o755)
  return file
}

test('what it is told, and what it says', async () => {
  const port = (number: number): string =>
    `{ "ip": "127.0.0.1", "timestamp": "1795316066", "ports": [ {"port": ${number}, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }`
  const program = script(`[\n${port(22)}\n,\n${port(80)}\n]\n`)
  const found = await masscanBackend({ program }).run(shardTask({ ports: '22,80,U:53' }, { rate: 50 }))
  expect(found).toMatchObject([
    { ports: [{ port: 22, state: 'open' }, { port: 80 }], counts: { open: { 'syn-ack': 2 } } },
  ])
  expect(readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')).toEqual(
    '-oJ - --wait 3 --seed 7 --rate 50 --retries 1 -p 22,80,U:53 127.0.0.1'.split(' '),
  )
})

test('nothing found is nothing written; garbage is a failure', async () => {
  expect(await masscanBackend({ program: script('') }).run(shardTask())).toMatchObject([{ ports: [] }])
  await expect(masscanBackend({ program: script('FAIL: no route') }).run(shardTask())).rejects.toThrow()
})
