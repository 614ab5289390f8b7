import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { nmapBackend } from '../../../../../../src/integrations/server/work/backends/nmap.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'

const folder = mkdtempSync(join(tmpdir(), 'nmap-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that notes its arguments and writes that. */
function script(output: string): string {
  const file = join(folder, 'program')
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/args\ncat ${folder}/output\n`)
  writeFileSync(join(folder, 'output'), output)
  chmodSync(file, 0o755)
  return file
}

const WHOLE = `<?xml version="1.0"?><nmaprun scanner="nmap" args="" start="1795316066" version="7.93">
  <host><status state="up" reason="user-set"/><address addr="127.0.0.1" addrtype="ipv4"/><ports>
  <port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/></port></ports></host>
  <runstats><finished time="1795316067" exit="success"/><hosts up="1" down="0" total="1"/></runstats></nmaprun>`

test('what it is told', async () => {
  const program = script(WHOLE)
  const request = { ports: '22,U:53', services: true, timing: 'polite', retries: 2, timeout: 500 } as const
  const found = await nmapBackend({ program }).run(shardTask(request, { rate: 10 }))
  expect(found).toMatchObject([{ host: '127.0.0.1', ports: [{ port: 22 }], scanned: '22,U:53' }])
  expect(readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')).toEqual(
    '-n -Pn --noninteractive -sT -sU -T2 -sV --max-rate 10 --max-retries 2 --max-rtt-timeout 500ms -oX - -p T:22,U:53 -- 127.0.0.1'.split(
      ' ',
    ),
  )
})

test('garbage, half a report and silence are failures', async () => {
  for (const output of ['Segmentation fault', WHOLE.slice(0, 250), '']) {
    await expect(
      nmapBackend({ program: script(output) }).run(shardTask({ ports: '22' })),
      output,
    ).rejects.toThrow()
  }
})
