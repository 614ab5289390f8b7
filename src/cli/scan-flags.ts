import type { Option } from 'commander'
import { flag, flagGroup } from './flag.ts'
import { formats, type Format } from './formats.ts'
import { logFlags, type LogFlags } from './log-flags.ts'
import {
  duration,
  listed,
  oneOf,
  positiveNumber,
  repeated,
  shard,
  states,
  timing,
  wholeNumber,
  type StateName,
  type TimingName,
} from './option-values.ts'

/** The options of a scan as they were typed, values read. */
export interface ScanFlags extends LogFlags {
  readonly ports?: readonly string[]
  readonly start?: number
  readonly end?: number
  readonly top?: number
  readonly udp?: true
  readonly excludePorts?: readonly string[]
  readonly exclude?: readonly string[]
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
  readonly allowHuge?: true
  readonly shard?: { readonly index: number; readonly count: number }
  readonly seed?: number
  readonly discovery?: string
  readonly list?: true
  readonly ipv4?: true
  readonly ipv6?: true
  readonly allAddresses?: true
  readonly resolver?: readonly string[]
  readonly reverse?: true
  readonly services?: true
  readonly contact?: string
  readonly probes?: readonly string[]
  readonly probe?: readonly string[]
  readonly timing?: TimingName
  readonly concurrency?: number
  readonly rate?: number
  readonly perHostRate?: number
  readonly timeout?: number
  readonly retries?: number
  readonly hostTimeout?: number
  readonly stopAfter?: number
  readonly stopAfterPerHost?: number
  readonly canary?: string
  readonly source?: string
  readonly engine?: 'auto' | 'node' | 'native'
  readonly workers?: number
  readonly format?: Format
  readonly output?: readonly string[]
  readonly outputText?: readonly string[]
  readonly outputXml?: readonly string[]
  readonly outputGrepable?: readonly string[]
  readonly states?: 'all' | readonly StateName[]
  readonly checkpoint?: string
  readonly resume?: string
  readonly progress?: boolean
}

const engines = ['auto', 'node', 'native'] as const

/** Every option of a scan, in the order of the help. */
export function scanFlags(): Option[] {
  return [
    ...flagGroup('Ports:', portFlags()),
    ...flagGroup('Targets:', targetFlags()),
    ...flagGroup('Names:', nameFlags()),
    ...flagGroup('Services:', serviceFlags()),
    ...flagGroup('Speed:', speedFlags()),
    ...flagGroup('Output:', outputFlags()),
  ]
}

function portFlags(): Option[] {
  return [
    flag(
      '-p, --ports <spec>',
      `22,80,8000-8100 · http* · web · - (all) · U:53 (default: top-1000)`,
      repeated,
    ),
    flag('--top <n>', 'the n most common ports', wholeNumber(1, 65535, '100')),
    flag('--start <port>', 'from this port (to --end, else to 65535)', wholeNumber(1, 65535, '20')),
    flag('--end <port>', 'up to this port (from --start, else from 1)', wholeNumber(1, 65535, '1024')),
    flag('--udp', 'scan UDP too: ports without T: or U: over both (alias: -sU; default: U:top-100)'),
    flag('--exclude-ports <spec>', `leave these out`, repeated),
  ]
}

function targetFlags(): Option[] {
  return [
    flag('--exclude <spec>', 'never scan these (addresses, ranges, @file); wins over everything', listed),
    flag('--allow <spec>', 'scan nothing outside of these ranges, whatever a name resolves to', listed),
    flag('--deny <spec>', 'scan nothing inside of these ranges, whatever a name resolves to', listed),
    flag('--allow-huge', 'permit more than 2^32 endpoints, or a /0'),
    flag('--shard <i/n>', 'scan the i-th of n equal shares (the same --seed for all of them)', shard),
    flag(
      '--seed <n>',
      'repeat the order of another scan (default: random)',
      wholeNumber(0, 2 ** 32 - 1, '7'),
    ),
    flag(
      '--discovery <how>',
      'look for hosts first: auto (in large ranges), off, or by these TCP ports (default: off)',
    ),
    flag('--list', 'send nothing: print the targets, their number and an estimate'),
  ]
}

function nameFlags(): Option[] {
  return [
    flag('-4, --ipv4', 'only IPv4 addresses of names'),
    flag('-6, --ipv6', 'only IPv6 addresses of names'),
    flag('--all-addresses', 'scan every address of a name (default: the first)'),
    flag('--resolver <ip,...>', 'ask these DNS servers (default: the system)', listed),
    flag('--reverse', 'look up the names of addresses that answer'),
  ]
}

function serviceFlags(): Option[] {
  return [
    flag('-s, --services', 'name the services and their versions (alias: -sV)'),
    flag('--contact <text>', 'with -s: who scans, for the logs of those who are scanned'),
    flag(
      '--probe <name>',
      'with -s: a probe that goes out only by name, such as modbus; may be repeated',
      repeated,
    ),
    flag('--probes <file>', 'with -s: services of your own, from JSON or YAML; may be repeated', repeated),
  ]
}

function speedFlags(): Option[] {
  return [
    flag(
      '-T, --timing <0-5>',
      '0 paranoid, 1 sneaky, 2 polite, 3 normal, 4 aggressive, 5 insane (default: 3)',
      timing,
    ),
    flag(
      '-j, --concurrency <n>',
      'connections at once, at most (alias: --threads; default: 2000)',
      wholeNumber(1, 1e6, '100'),
    ),
    flag('--rate <n>', 'probes a second, at most', positiveNumber('1000')),
    flag('--per-host-rate <n>', 'probes a second to one host, at most', positiveNumber('100')),
    flag('--timeout <ms>', 'wait for one try, at most (default: 3000)', duration),
    flag('--retries <n>', 'tries after the first, at most (default: 15)', wholeNumber(0, 100, '2')),
    flag('--host-timeout <ms>', 'time for one host; what is known of it then is kept', duration),
    flag('--stop-after <n>', 'end the scan with the n-th open port', wholeNumber(1, 2 ** 32, '1')),
    flag(
      '--stop-after-per-host <n>',
      'skip the rest of a host with n open ports',
      wholeNumber(1, 2 ** 32, '1'),
    ),
    flag('--canary <host:port>', 'an open port that shows that this machine and its network work'),
    flag('--source <ip>', 'send from this address of this machine'),
    flag(
      '--engine <name>',
      'auto, node, native (default: auto, which takes native where koffi is)',
      oneOf(engines),
    ),
    flag(
      '--workers <n>',
      'threads that dial in large scans; 0 for none (default: 2)',
      wholeNumber(0, 64, '2'),
    ),
  ]
}

function outputFlags(): Option[] {
  return [
    flag('-f, --format <name>', `${formats.join(', ')} (default: text, in a pipe ndjson)`, oneOf(formats)),
    flag(
      '-o, --output <file>',
      'also write a file; .txt .json .ndjson .csv .xml .gnmap .md say how; may be repeated',
      repeated,
    ),
    flag('--output-xml <file>', 'also write XML, whatever the file is called (alias: -oX)', repeated),
    flag('--output-grepable <file>', 'the same with grepable lines (alias: -oG)', repeated),
    flag('--output-text <file>', 'the same with text (alias: -oN)', repeated),
    flag('--states <list>', 'open,closed,filtered,open|filtered,unknown or all (default: open)', states),
    flag('--checkpoint <file>', 'keep here what is needed to go on later'),
    flag('--resume <file>', 'go on from a checkpoint, with the same targets and options'),
    flag('--progress', 'show progress even where standard error is not a terminal'),
    flag('--no-progress', 'show none'),
    ...logFlags(),
  ]
}
