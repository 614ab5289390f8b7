import { expect, it } from 'vitest'
import { commonServices } from '../../../../src/fingerprint/services/index.ts'

const hello = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }

it('lists the first twelve services, each once', () => {
  expect(commonServices.map(({ name }) => name).sort()).toEqual([
    'dns',
    'ftp',
    'http',
    'imap',
    'memcached',
    'mysql',
    'pop3',
    'postgresql',
    'redis',
    'smtp',
    'ssh',
    'tls',
  ])
})

// TLS is spoken by the frame, its probe only reads.
const spoken = commonServices.filter(({ name }) => name !== 'tls')

it.each(spoken.map((probe) => [probe.name, probe] as const))(
  '%s keeps the rules of a probe',
  (_name, probe) => {
    expect(probe.rarity).toBeGreaterThanOrEqual(1)
    expect(probe.rarity).toBeLessThanOrEqual(9)
    expect(probe.matchers.length).toBeGreaterThan(0)
    // Who waits for a greeting says nothing first; who does not has something to say.
    expect(probe.hello === undefined).toBe(probe.serverFirst === true)
    expect(probe.enough?.(new Uint8Array())).not.toBe(true)
    const first = probe.hello?.(hello)
    if (first) expect(first.length).toBeGreaterThan(0)
  },
)
