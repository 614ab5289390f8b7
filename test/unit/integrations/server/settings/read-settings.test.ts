import { describe, expect, test } from 'vitest'
import {
  readSettings,
  type ServiceFlags,
} from '../../../../../src/integrations/server/settings/read-settings.ts'

const PASSWORD = 'canary-password'
const DATABASE_URL = `postgres://portscan:${PASSWORD}@db.example:5433/portscan`

describe('nothing is configured', () => {
  test('the quickstart: embedded, on loopback, which alone may be scanned, without keys', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      database: { directory: './portscan-data' },
      access: 'quickstart',
      allow: ['127.0.0.0/8', '::1'],
      deny: [],
      own: [],
      otlp: { traces: false, metrics: false },
      warnings: [],
    })
  })

  test('a port, a folder and --no-auth leave it at loopback', () => {
    expect(readSettings({}, { port: 0, data: 'here', host: 'localhost' })).toMatchObject({
      port: 0,
      database: { directory: 'here' },
      access: 'quickstart',
    })
    expect(readSettings({}, { noAuth: true })).toMatchObject({ access: 'off', allow: ['127.0.0.0/8', '::1'] })
  })
})

describe('something is configured', () => {
  test('flags win over the environment', () => {
    const environment = {
      PORTSCAN_LISTEN: '[::1]:9000',
      PORTSCAN_ALLOW: '192.0.2.1, 192.0.2.9',
      PORTSCAN_DENY: '192.0.2.9',
    }
    expect(readSettings(environment)).toMatchObject({
      host: '::1',
      port: 9000,
      access: 'keys',
      allow: ['192.0.2.1', '192.0.2.9'],
      deny: ['192.0.2.9'],
    })
    expect(
      readSettings(environment, { port: 80, allow: ['198.51.100.0/24'], deny: ['198.51.100.1'] }),
    ).toMatchObject({
      port: 80,
      allow: ['198.51.100.0/24'],
      deny: ['198.51.100.1'],
    })
  })

  test('a database, Redis and a collector are places of the service itself', () => {
    const settings = readSettings({
      DATABASE_URL,
      REDIS_URL: 'rediss://:secret@[2001:db8::1]',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318',
      PORTSCAN_ALLOW: '192.0.2.0/24',
    })
    expect(settings.own).toEqual([
      { name: 'database', host: 'db.example', port: 5433 },
      { name: 'Redis', host: '2001:db8::1', port: 6379 },
      { name: 'collector', host: 'collector.example', port: 4318 },
    ])
    expect(settings).toMatchObject({ database: { url: DATABASE_URL }, otlp: { traces: true, metrics: true } })
  })

  test('what is typed wrong is told, what others put there is not', () => {
    const environment = {
      PORTSCAN_DENNY: '192.0.2.1',
      PORTSCAN_PORT: 'tcp://10.0.0.1:80',
      PORTSCAN_SERVICE_HOST: 'a',
    }
    expect(readSettings(environment).warnings).toEqual(['PORTSCAN_DENNY is not known, and does nothing'])
  })
})

describe('what is not safe does not start', () => {
  test.each<[string, Record<string, string>, ServiceFlags, RegExp]>([
    ['another address without an allow list', {}, { host: '0.0.0.0' }, /to listen on 0\.0\.0\.0.*--allow/],
    ['a name of another address', { PORTSCAN_LISTEN: 'web.example:80' }, {}, /to listen on web\.example/],
    ['all addresses', { PORTSCAN_LISTEN: ':8080' }, {}, /listen on/],
    ['a database without an allow list', { DATABASE_URL }, {}, /--allow/],
    ['an empty allow list', { DATABASE_URL, PORTSCAN_ALLOW: ' , ' }, {}, /--allow/],
    ['no keys on another address', {}, { host: '::', noAuth: true, allow: ['::/0'] }, /loopback alone/],
  ])('%s', (_name, environment, flags, message) => {
    expect(() => readSettings(environment, flags)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
    expect(() => readSettings(environment, flags)).toThrow(message)
  })
})

describe('what cannot be read says what was expected', () => {
  test.each<[Record<string, string>, ServiceFlags, RegExp]>([
    [{ PORTSCAN_LISTEN: '8080' }, {}, /PORTSCAN_LISTEN=8080: expected an address and a port/],
    [{ PORTSCAN_WORKERS: '-1' }, {}, /PORTSCAN_WORKERS=-1: expected a whole number from 0 to 64/],
    [{ PORTSCAN_LEASE: '30' }, {}, /PORTSCAN_LEASE=30: expected a time/],
    [{ PORTSCAN_BACKENDS: 'connect,zmap' }, {}, /PORTSCAN_BACKENDS=connect,zmap: expected one of connect/],
    [{ PORTSCAN_ALLOW: '300.0.0.1' }, {}, /allow: .*300/],
    [{}, { deny: ['db.example'] }, /deny: /],
    [{ PORTSCAN_TRUST_PROXY: 'maybe' }, {}, /expected true or false/],
  ])('%j %j', (environment, flags, message) => {
    expect(() => readSettings(environment, flags)).toThrow(message)
  })

  test.each([
    { DATABASE_URL: `mysql://u:${PASSWORD}@db.example/x` },
    { DATABASE_URL: PASSWORD },
    { REDIS_URL: `http://u:${PASSWORD}@cache.example` },
    { PORTSCAN_KEY: PASSWORD },
  ])('without repeating a secret: %#', (environment) => {
    expect(() => readSettings(environment)).toThrow(/expected/)
    expect(() => readSettings(environment)).not.toThrow(PASSWORD)
  })
})
