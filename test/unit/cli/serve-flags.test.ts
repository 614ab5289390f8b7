import { expect, test } from 'vitest'
import { parseCommand } from '../../../src/cli/parse-command.ts'

test('flags of the service and of a worker', () => {
  const { flags } = parseCommand(
    'serve --port 0 --host ::1 --data d --allow 192.0.2.0/24,2001:db8::/32 --allow 198.51.100.1 --no-auth'.split(
      ' ',
    ),
  ) as unknown as { flags: object }
  expect(flags).toEqual({
    ...{ port: 0, host: '::1', data: 'd', auth: false },
    allow: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.1'],
  })
  expect(parseCommand(['serve', '--new-key', 'read,scan', '--name', 'ci'])).toMatchObject({
    flags: { newKey: ['read', 'scan'], name: 'ci' },
  })
  expect(parseCommand(['worker', '--deny', '192.0.2.1'])).toMatchObject({
    kind: 'worker',
    flags: { deny: ['192.0.2.1'] },
  })
})

test.each([
  'serve --port 65536',
  'serve 127.0.0.1',
  'serve --new-key',
  'worker --port 1',
  'serve --workers 2',
])('%s is bad usage', (line) => {
  expect(() => parseCommand(line.split(' '))).toThrow(/--help lists the options/)
})
