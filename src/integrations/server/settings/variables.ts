import { duration, listed, listenAt, oneOf, someOf, url, wholeNumber, yesOrNo } from './setting-values.ts'

const BACKENDS = ['connect', 'native', 'nmap', 'masscan', 'rustscan'] as const
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

/**
 * The environment that the service reads: what each variable says, what it is without it, how its text is read. Those
 * that are `secret` may stand in a file instead, which `<NAME>_FILE` names.
 */
export const variables = {
  DATABASE_URL: {
    says: 'PostgreSQL, from 14 on. Without it the embedded one, in the folder of `--data`',
    read: url('postgres:', 'postgresql:'),
    secret: true,
  },
  REDIS_URL: {
    says: 'Redis for the queue, from 6.2 on. Without it the queue lies in the database',
    read: url('redis:', 'rediss:'),
    secret: true,
  },
  PORTSCAN_KEY: {
    says: 'An API key of your own that may do everything, at least 32 characters, there from the start',
    read: firstKey,
    secret: true,
  },
  PORTSCAN_LISTEN: {
    says: 'Where the API listens; `--host` and `--port` win',
    standard: '127.0.0.1:8080',
    read: listenAt,
  },
  PORTSCAN_DATA: { says: 'The folder of the embedded database', standard: './portscan-data', read: path },
  PORTSCAN_ALLOW: { says: 'What may be scanned: addresses, blocks, ranges', read: listed },
  PORTSCAN_DENY: { says: 'What may not; wins over what may', standard: '', read: listed },
  PORTSCAN_ALLOW_OWN: {
    says: "The service's own database, Redis and collector may be scanned, where they are allowed",
    standard: 'false',
    read: yesOrNo,
  },
  PORTSCAN_TRUST_PROXY: {
    says: 'Requests come through a proxy, whose `X-Forwarded-For` is believed',
    standard: 'false',
    read: yesOrNo,
  },
  PORTSCAN_WORKERS: {
    says: 'Shards at once in this process; 0 is an API without a worker',
    standard: '2',
    read: wholeNumber(0, 64),
  },
  PORTSCAN_RATE: { says: 'Tries a second of one shard, at most', read: wholeNumber(1, 10_000_000) },
  PORTSCAN_BACKENDS: {
    says: 'What scans, in this order; the next is taken when one fails',
    standard: 'connect',
    read: someOf(BACKENDS),
  },
  PORTSCAN_LEASE: {
    says: "How long a shard stays a worker's after its last sign of life",
    standard: '30s',
    read: duration(1_000, 600_000),
  },
  PORTSCAN_ATTEMPTS: {
    says: 'How often a shard is tried before it has failed',
    standard: '3',
    read: wholeNumber(1, 20),
  },
  PORTSCAN_RETRY: {
    says: 'The pause after the first attempt that failed; doubled by each further one',
    standard: '5s',
    read: duration(10, 600_000),
  },
  PORTSCAN_SWEEP: {
    says: 'How often shards are looked for that no worker was called for',
    standard: '5s',
    read: duration(100, 60_000),
  },
  PORTSCAN_MAX_HOSTS: { says: 'Hosts of one scan', standard: '4096', read: wholeNumber(1, 65_536) },
  PORTSCAN_MAX_ENDPOINTS: {
    says: 'Hosts × ports of one scan',
    standard: '10000000',
    read: wholeNumber(1, 2 ** 32),
  },
  PORTSCAN_MAX_SCANS: {
    says: 'Scans of one tenant that wait or are under way',
    standard: '100',
    read: wholeNumber(1, 1_000_000),
  },
  PORTSCAN_MAX_REQUESTS: {
    says: 'Requests a minute of one key, or of one address without keys',
    standard: '6000',
    read: wholeNumber(1, 100_000_000),
  },
  PORTSCAN_MAX_SCHEDULES: {
    says: 'Schedules of one tenant',
    standard: '100',
    read: wholeNumber(0, 100_000),
  },
  PORTSCAN_MAX_WEBHOOKS: { says: 'Webhooks of one tenant', standard: '20', read: wholeNumber(0, 1_000) },
  PORTSCAN_KEEP_DAYS: {
    says: 'Results older than this are thrown away; 0 keeps them for ever',
    standard: '0',
    read: wholeNumber(0, 36_500),
  },
  PORTSCAN_LOG_LEVEL: { says: 'What is logged, as lines of JSON', standard: 'info', read: oneOf(LEVELS) },
} satisfies Readonly<Record<string, Variable>>

export interface Variable {
  readonly says: string
  /** What it is without it, as it would be written. */
  readonly standard?: string
  readonly read: (text: string) => unknown
  readonly secret?: true
}

export type VariableName = keyof typeof variables
export type VariableValue<Name extends VariableName> = ReturnType<(typeof variables)[Name]['read']>

function path(text: string): string {
  return text
}

function firstKey(text: string): string {
  if (/^[\x21-\x7e]{32,512}$/.test(text)) return text
  throw new Error('expected 32 to 512 characters without blanks, such as what `openssl rand -hex 32` prints')
}
