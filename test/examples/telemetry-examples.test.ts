import { onTestFinished, test, expect } from 'vitest'
import { greets } from '../support/peer-script.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { runExample } from './run-example.ts'

test('audit', async () => {
  const server = await scriptedServer(greets(''))
  onTestFinished(() => server.close())
  const args = ['127.0.0.1', `${server.port},${await closedPort()}`]
  const { code, stdout, stderr } = await runExample('telemetry/audit.ts', { args })
  expect([code, stderr]).toEqual([0, ''])
  const [found, ...printed] = stdout.trim().split('\n')
  expect(found).toBe(`127.0.0.1 ${server.port}`)
  expect(printed.slice(0, 2)).toEqual(['portscan.hosts  2', 'portscan.scan complete 2'])
  expect(printed.slice(2)).toEqual(
    expect.arrayContaining(['portscan.scans', 'portscan.ports', 'portscan.scan.duration']),
  )
})
