import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService, type Service } from '../../src/integrations/server/service.ts'
import { readSettings } from '../../src/integrations/server/settings/read-settings.ts'
import { variables } from '../../src/integrations/server/settings/variables.ts'
import { runExample } from '../examples/run-example.ts'
import { codeBlocks, readDocument, tableRows } from '../structure/documents.ts'
import { freePort, missingProgram } from '../support/real-server.ts'

// What docs/service.md says, done: each curl, each example, the table of variables.

const text = readDocument('docs/service.md')
const commands = codeBlocks(text).flatMap(({ language, code }) =>
  language === 'sh' ? code.split('\n').filter((line) => line.startsWith('curl ')) : [],
)
const noCurl = missingProgram('curl')

const target = createServer((_request, response) => response.end('hello'))
let folder = ''
let service: Service

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portscan-service-'))
  await new Promise<void>((ready) => target.listen(0, '127.0.0.1', ready))
  service = await startService(readSettings({}, { port: 0, data: folder }), {
    log: { write: () => undefined },
  })
})
afterAll(async () => {
  await service.close()
  target.close()
  rmSync(folder, { recursive: true })
})

const targetPort = (): number => (target.address() as AddressInfo).port

test.skipIf(noCurl !== undefined)(`each curl is answered${noCurl ?? ''}`, async () => {
  expect(commands.length).toBeGreaterThan(8)
  let scan = ''
  for (const command of commands) {
    const here = command
      .replaceAll('http://127.0.0.1:8080', service.address)
      .replace('1-1024', String(targetPort()))
    const env = { ...process.env, SCAN: scan }
    const { stdout } = await promisify(execFile)(
      'sh',
      ['-c', `${here} --max-time 60 --write-out '\n%{http_code}'`],
      { env },
    )
    const lines = stdout.trimEnd().split('\n')
    expect([command, lines.pop()]).toEqual([command, scan === '' ? '202' : '200'])
    if (scan === '') scan = (JSON.parse(lines.join('')) as { scan_id: string }).scan_id
    // The first ones are asked while it goes on; the stream of events ends with the scan.
    if (command.includes('/events')) expect(lines.join('\n')).toContain('event: end')
  }
})

test('client.ts scans, and prints what is open and what has changed', async () => {
  const { code, stdout, stderr } = await runExample('service/client.ts', {
    args: [service.address, '127.0.0.1', targetPort()],
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`127.0.0.1 ${targetPort()}/tcp http`)
  expect(stdout).toContain('"newly_opened":[]')
})

test.skipIf(process.platform === 'win32')(
  'tell-me.ts is told, and believes what is signed alone',
  async () => {
    const own = `127.0.0.1:${await freePort()}`
    let said = ''
    const run = runExample('service/tell-me.ts', {
      args: [service.address, own, '127.0.0.1'],
      meanwhile: (child) => {
        child.stdout?.on('data', (piece: string) => {
          said += piece
          if (said.includes('ready') && !said.includes('somebody else')) {
            void fetch(`http://${own}/changed`, { method: 'POST', body: '{}' })
            void scanAgain()
          }
          if (said.includes('somebody else') && said.includes('"scan.ended"')) child.kill('SIGTERM')
        })
      },
    })
    expect((await run).stderr).toBe('')
    expect(said).toContain('"scan.ended"')
  },
)

async function scanAgain(): Promise<void> {
  const body = JSON.stringify({ hosts: ['127.0.0.1'], ports: String(targetPort()) })
  const headers = { 'content-type': 'application/json' }
  await fetch(`${service.address}/scan`, { method: 'POST', headers, body })
}

test('every variable is in the table, as the settings have it', () => {
  const rows = Object.entries(variables).map(([name, variable]) => [
    'secret' in variable ? `${name}, ${name}_FILE` : name,
    variable.says.replaceAll('`', ''),
    'standard' in variable && variable.standard !== '' ? variable.standard : '–',
  ])
  expect(tableRows(text, 'variable', 'says', 'default')).toEqual(rows)
})
