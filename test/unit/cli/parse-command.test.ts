import { expect, test } from 'vitest'
import { parseCommand } from '../../../src/cli/parse-command.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'

const parse = (line: string) => parseCommand(line.split(' ').filter(Boolean))

test('habits mean what they meant', () => {
  expect(parse('192.168.1.1')).toEqual({ kind: 'scan', args: ['192.168.1.1'], flags: {} })
  expect(parse('-j 100 127.0.0.1 -p-')).toMatchObject({
    args: ['127.0.0.1'],
    flags: { concurrency: 100, ports: ['-'] },
  })
  expect(parse('scanme.example --start 20 --end 100')).toMatchObject({
    args: ['scanme.example'],
    flags: { start: 20, end: 100 },
  })
  expect(parse('127.0.0.1 --start 1 --end 5000 --threads 500 --timeout 200')).toMatchObject({
    flags: { start: 1, end: 5000, concurrency: 500, timeout: 200 },
  })
  expect(parse('-sV -T4 -p22,80 -4 host.example')).toMatchObject({
    args: ['host.example'],
    flags: { services: true, timing: 'aggressive', ports: ['22,80'], ipv4: true },
  })
})

test('help and version come before anything that is missing', () => {
  for (const line of ['-h', '-help', '--help', 'wait -h']) expect(parse(line)).toMatchObject({ kind: 'help' })
  for (const line of ['-V', '--version']) expect(parse(line)).toEqual({ kind: 'version' })
})

test('standard input, files and interfaces are targets; -- ends the options', () => {
  expect(parse('- @hosts.txt if:eth0')).toMatchObject({ args: ['-', '@hosts.txt', 'if:eth0'] })
  expect(parse('-q -- wait -sX')).toMatchObject({
    kind: 'scan',
    args: ['wait', '-sX'],
    flags: { quiet: true },
  })
})

test('wait has its own options', () => {
  expect(parse('wait localhost:5432 --closed --timeout 30s --interval 50')).toEqual({
    kind: 'wait',
    args: ['localhost:5432'],
    flags: { closed: true, timeout: 30_000, interval: 50 },
  })
  expect(() => parse('wait localhost:5432 -p 22')).toThrow(UsageError)
})

test('what cannot be read is one line: what, where, and the way out', () => {
  const message = (line: string): string => {
    try {
      parse(line)
    } catch (error) {
      if (error instanceof UsageError) return error.message
      throw error
    }
    throw new Error(`${line} was taken`)
  }
  expect(message('')).toBe(
    'no target given; expected address, CIDR, range, name, host:port, @file, - (standard input), if:eth0, as in: portscan 127.0.0.1',
  )
  expect(message('127.0.0.1 --prots 22')).toBe(
    "unknown option '--prots'; did you mean --ports? (portscan --help lists the options)",
  )
  expect(message('127.0.0.1 -p')).toBe(
    "option '-p, --ports <spec>' argument missing (portscan --help lists the options)",
  )
  expect(message('127.0.0.1 -j many')).toBe(
    "option '-j, --concurrency <n>' argument 'many' is invalid. Expected a whole number from 1 to 1000000, such as 100. (portscan --help lists the options)",
  )
  expect(message('wait x:1 --closd')).toBe(
    "unknown option '--closd'; did you mean --closed? (portscan wait --help lists the options)",
  )
})
