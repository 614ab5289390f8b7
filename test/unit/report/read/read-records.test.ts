import { expect, test } from 'vitest'
import { readRecords } from '../../../../src/report/read/read-records.ts'
import { NMAP } from './nmap-samples.ts'

test('the scan itself is told before its hosts, and when it is over', async () => {
  const kinds: string[] = []
  for await (const record of readRecords(NMAP, {}))
    kinds.push('status' in record ? record.status : record.kind)
  expect(kinds.indexOf('started')).toBeLessThan(kinds.indexOf('port'))
  expect(kinds.filter((kind) => kind === 'started' || kind === 'finished')).toEqual([
    'started',
    'finished',
    'finished',
    'finished',
  ])
})

test('a format that is given is believed', async () => {
  const read = async (): Promise<void> => {
    for await (const _record of readRecords(NMAP, { format: 'ndjson' }));
  }
  await expect(read()).rejects.toThrow('line 1 of the report: expected JSON, but got <?xml')
})
