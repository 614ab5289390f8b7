import { expect, test } from 'vitest'
import { XmlRun } from '../../../../src/report/read/xml-run.ts'

function ended(attributes: Readonly<Record<string, string>>, finished = {}, hosts = {}): unknown[] {
  const run = new XmlRun()
  run.open('nmaprun', attributes)
  run.open('scaninfo', { protocol: 'udp', services: '53,161' })
  run.close()
  run.open('runstats', {})
  run.open('finished', { time: '10', ...finished })
  run.close()
  run.open('hosts', hosts)
  run.close()
  run.close()
  run.close()
  expect(run.over).toBe(true)
  return run.end()
}

test('says who scanned what', () => {
  expect(ended({ scanner: 'nmap', version: '7', args: 'nmap x', start: '5' })).toMatchObject([
    { status: 'started', version: 'nmap 7', options: { args: 'nmap x' }, scanned: 'U:53,161' },
    { status: 'finished', finished: '1970-01-01T00:00:10.000Z' },
  ])
})

test('our own options come back', () => {
  const ours = { scanner: 'portscan-core', version: '1.0.0' }
  expect(ended({ ...ours, args: 'portscan-core {"ports":[22]}' })).toMatchObject([
    { version: '1.0.0', options: { ports: [22] } },
    {},
  ])
  expect(ended({ ...ours, args: 'portscan-core {' })).toMatchObject([
    { options: { args: 'portscan-core {' } },
    {},
  ])
})

test('a scan that was ended before it was done says so', () => {
  expect(ended({}, { exit: 'error', errormsg: 'no' })).toMatchObject([
    { version: 'nmap' },
    { status: 'finished' },
    { code: 'report-incomplete', message: 'the scan was ended before it was done: no' },
  ])
})

test('hosts that were not found were looked for, where the scan came to its end', () => {
  const run = { args: 'nmap 192.0.2.0/24', scanner: 'nmap' }
  const down = { kind: 'skipped', target: '192.0.2.0/24', reason: 'host-down' }
  expect(ended(run, {}, { down: '7' })).toContainEqual(down)
  expect(ended(run, { exit: 'error' }, { down: '7' })).not.toContainEqual(down)
})
