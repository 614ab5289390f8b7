import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askedName,
  furtherQuestions,
  openingWave,
  questionsToRepeat,
  WAVE,
} from '../../../src/fingerprint/plan.ts'
import type { Asked, PlanState, Question } from '../../../src/fingerprint/plan-state.ts'
import { isUntouchable } from '../../../src/fingerprint/priors.ts'
import type { Reaction, ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'

const state = (more: Partial<PlanState> = {}): PlanState => ({
  port: 4321,
  probes: commonServices,
  intensity: 7,
  tls: true,
  insideTls: false,
  asked: [],
  ...more,
})
const next = (state: PlanState): readonly Question[] => {
  const opening = openingWave(state)
  return opening.length > 0 ? opening : furtherQuestions(state).slice(0, WAVE)
}
const wave = (more: Partial<PlanState> = {}): string[] => {
  const { insideTls } = state(more)
  return next(state(more)).map((question) => askedName(question, insideTls))
}
const asked = (name: string, reaction: Reaction = 'silence', more: Partial<Asked> = {}): Asked => ({
  name,
  tls: false,
  reaction,
  ...more,
})

describe('the first wave', () => {
  test.each([
    [4321, ['http', 'tls']],
    [22, ['listen']],
    [25, ['listen']],
    [80, ['http']],
    [443, ['tls']],
    [993, ['tls']],
    [5432, ['postgresql']],
    [6379, ['redis']],
    [9100, ['listen']],
  ])('on port %i is %j', (port, names) => {
    expect(wave({ port })).toEqual(names)
  })

  test('inside TLS goes by the ports that are usual there', () => {
    const [question] = next(state({ port: 993, insideTls: true }))
    expect(question).toMatchObject({ probe: { name: 'imap' }, tls: true })
    expect(wave({ port: 4321, insideTls: true })).toEqual(['http'])
  })

  test('the handshake speaks for the service that is usual inside', () => {
    expect(next(state({ port: 993 }))[0]).toMatchObject({ probe: { name: 'imap' }, tls: true })
    expect(next(state({ port: 443 }))[0]).toMatchObject({ probe: { name: 'http' }, tls: true })
  })
})

describe('later waves', () => {
  const both = (http: Reaction, tls: Reaction): Asked[] => [asked('http', http), asked('tls', tls)]

  const few = commonServices.filter(({ name }) =>
    ['http', 'tls', 'ssh', 'postgresql', 'redis', 'memcached', 'dns'].includes(name),
  )

  test('ask everybody else who speaks when spoken to', () => {
    expect(new Set(wave({ probes: few, asked: both('silence', 'silence') }))).toEqual(
      new Set(['postgresql', 'redis', 'memcached', 'dns']),
    )
  })

  test('go by the manner in which the first two were not answered', () => {
    expect(wave({ probes: few, asked: both('close', 'close') })[1]).toBe('postgresql')
    expect(wave({ probes: few, asked: both('silence', 'silence') })[0]).toBe('dns')
  })

  test('take a reset for a close, and believe the patient question', () => {
    expect(wave({ probes: few, asked: both('reset', 'close') })[1]).toBe('postgresql')
    const hasty = asked('http', 'silence', { hasty: true })
    expect(wave({ probes: few, asked: [hasty, ...both('close', 'close')] })).toContain('postgresql')
    expect(wave({ probes: few, asked: [hasty, ...both('close', 'close')] })[0]).not.toBe('dns')
  })

  test('go on after the usual service of the port was none', () => {
    expect(wave({ port: 22, asked: [asked('listen')] })).toEqual(['http', 'tls'])
    expect(wave({ port: 80, asked: [asked('http', 'data')] })).toEqual(['tls'])
  })

  test('listen beside them to a peer that has closed on all it heard, so that all is known after one round trip', () => {
    expect(wave({ port: 80, asked: [asked('http', 'close')] })).toEqual(['listen', 'tls'])
    expect(wave({ port: 443, asked: [asked('tls', 'reset')] })).toEqual(['listen', 'http'])
    expect(wave({ port: 22, asked: [asked('listen', 'close')] })).toEqual(['http', 'tls'])
    expect(wave({ port: 80, asked: [asked('http', 'close')], intensity: 0 })).toEqual([])
  })

  test('ask again what the scan had asked in passing', () => {
    expect(wave({ asked: [asked('http', 'silence', { hasty: true })] })).toEqual(['http', 'tls'])
    expect(wave({ asked: [asked('http', 'close', { hasty: true })] })).toEqual(['listen', 'tls'])
  })

  test('ask nothing but TLS where the peer wants that', () => {
    expect(wave({ port: 80, asked: [asked('http', 'data')], onlyTls: true })).toEqual(['tls'])
    expect(wave({ asked: [asked('http', 'data'), asked('tls')], onlyTls: true })).toEqual([])
  })

  test('go inside TLS by who is usual there, and by the reactions there', () => {
    const probe = (name: string, more: Partial<ServiceProbe>): ServiceProbe => {
      return { name, ports: [], rarity: 5, hello: () => new Uint8Array(1), matchers: [], ...more }
    }
    const probes = [
      probe('plain', {}),
      probe('closes', { reacts: { http: 'close' } }),
      probe('usual', { tlsPorts: [1] }),
    ]
    const outside = [asked('http', 'close'), asked('tls', 'data')]
    expect(wave({ probes, insideTls: true, asked: outside })).toEqual(['usual', 'plain', 'closes'])
    const inside = [...outside, asked('http', 'close', { tls: true })]
    expect(wave({ probes, insideTls: true, asked: inside })).toEqual(['closes', 'usual', 'plain'])
  })

  test('ask one that is a little rarer where the reactions are just those of its servers', () => {
    const rare = (reacts: NonNullable<ServiceProbe['reacts']>): ServiceProbe => {
      return { name: 'rare', ports: [], rarity: 8, hello: () => new Uint8Array(1), matchers: [], reacts }
    }
    const probes = [...few, rare({ http: 'reset', tls: 'close' })]
    expect(wave({ probes, asked: both('close', 'reset') })).toContain('rare')
    expect(wave({ probes, asked: both('close', 'silence') })).not.toContain('rare')
    expect(wave({ probes, asked: [asked('http', 'close')], tls: false })).not.toContain('rare')
    expect(wave({ probes, asked: both('close', 'reset'), intensity: 6 })).not.toContain('rare')
    const silentOnes = [...few, rare({ http: 'silence', tls: 'silence' })]
    expect(wave({ probes: silentOnes, asked: both('silence', 'silence') })).not.toContain('rare')
  })

  test('ask a rarer one inside TLS by how HTTP went there', () => {
    const hello = (): Uint8Array => new Uint8Array(1)
    const rare: ServiceProbe = {
      name: 'rare',
      ports: [],
      tlsPorts: [1],
      rarity: 8,
      hello,
      matchers: [],
      reacts: { http: 'close' },
    }
    const inside = (reaction: 'reset' | 'silence' | 'data') =>
      wave({ probes: [rare], insideTls: true, asked: [asked('http', reaction, { tls: true })] })
    expect(inside('reset')).toContain('rare')
    expect(inside('silence')).not.toContain('rare')
    expect(inside('data')).not.toContain('rare')
  })

  test('leave out what is spoken inside TLS alone', () => {
    const probe: ServiceProbe = {
      name: 'inner',
      ports: [],
      tlsPorts: [1],
      rarity: 2,
      hello: () => new Uint8Array(1),
      matchers: [],
    }
    const asks = { probes: [probe], asked: both('silence', 'silence') }
    expect(wave(asks)).not.toContain('inner')
    expect(wave({ ...asks, insideTls: true, asked: [asked('http', 'silence', { tls: true })] })).toContain(
      'inner',
    )
  })

  test('ask the probes of the user first', () => {
    const all = both('silence', 'silence')
    expect(wave({ probes: few, asked: all, own: new Set(['memcached']) })[0]).toBe('memcached')
  })

  test('ask inside TLS what was asked outside', () => {
    expect(wave({ insideTls: true, asked: both('silence', 'data') })).toEqual(['http'])
  })
})

describe('what is asked again', () => {
  const few = commonServices.filter(({ name }) => ['http', 'tls', 'redis', 'memcached', 'dns'].includes(name))
  const again = (asked: readonly Asked[], more: Partial<PlanState> = {}): string[] =>
    questionsToRepeat(state({ probes: few, asked, ...more })).map((question) => askedName(question, false))

  test('is what was answered with silence, likeliest first, and the request, which has waited longest, last', () => {
    const all = ['http', 'tls', 'redis', 'memcached', 'dns'].map((name) => asked(name))
    expect(again(all)).toEqual(['tls', 'dns', 'redis', 'memcached', 'http'])
    expect(again([asked('http', 'close'), asked('tls'), asked('redis', 'data')])).toEqual(['tls'])
  })

  test('listens to the end where nothing was heard at all', () => {
    const all = ['http', 'tls', 'dns', 'listen', 'redis', 'memcached'].map((name) => asked(name))
    expect(again(all).at(-1)).toBe('listen')
    expect(again([...all, asked('listen', 'silence', { again: true })])).not.toContain('listen')
    expect(again([...all, asked('tls', 'close', { again: true })])).not.toContain('listen')
  })

  test('is asked again once', () => {
    expect(again([asked('redis'), asked('redis', 'silence', { again: true })])).toEqual([])
  })

  test('is nothing where nothing may be said, and nothing but TLS', () => {
    expect(again([asked('listen')], { port: 9100 })).toEqual([])
    expect(again([asked('http', 'data'), asked('redis')], { onlyTls: true })).toEqual([])
  })
})

describe('what was seen elsewhere', () => {
  const [here, later] = ['memcached', 'redis']

  test('a port is asked first what it was on the last hosts, then the usual questions', () => {
    expect(wave({ lately: [here] })).toEqual([here])
    expect(wave({ lately: [here, later, 'ssh', 'nobody'] })).toEqual([here, later])
    expect(wave({ lately: [here], asked: [asked(here)] })).toEqual(['http', 'tls'])
    expect(wave({ lately: [here], intensity: 0 })).toEqual([])
  })

  test('what the neighbours are is likelier', () => {
    const probe = (name: string): ServiceProbe => {
      return { name, ports: [], rarity: 5, hello: () => new Uint8Array(1), matchers: [] }
    }
    const order = (neighbour: string): string[] =>
      wave({ probes: [probe('a'), probe('b')], neighbours: new Set([neighbour]) })
    expect([order('x'), order('a'), order('b')]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
    ])
  })
})

describe('what is sent only by name', () => {
  const modbus: ServiceProbe = {
    name: 'modbus',
    ports: [502],
    rarity: 1,
    optIn: true,
    hello: () => new Uint8Array(1),
    matchers: [],
  }
  const probes = [...commonServices, modbus]

  test('goes to its own port alone, where nothing else goes', () => {
    expect(wave({ port: 502 })).toEqual(['listen'])
    expect(wave({ port: 502, probes })).toEqual(['modbus'])
    expect(wave({ port: 502, probes, asked: [asked('modbus')] })).toEqual([])
    expect(wave({ port: 102, probes })).toEqual(['listen'])
    expect(wave({ port: 102, probes, asked: [asked('listen', 'silence', { hasty: true })] })).toEqual([])
    for (let done: Asked[] = [], round = 0; round < 20; round++) {
      const names = wave({ probes, asked: done, lately: ['modbus'] })
      expect(names).not.toContain('modbus')
      done = [...done, ...names.map((name) => asked(name))]
    }
  })
})

test('a peer that closes on all is listened to as well', () => {
  const closed = [asked('http', 'close'), asked('tls', 'reset')]
  expect(wave({ asked: closed })[0]).toBe('listen')
  expect(wave({ asked: [...closed, asked('listen', 'close')] })).not.toContain('listen')
  expect(wave({ asked: [asked('http', 'close'), asked('tls', 'silence')] })).not.toContain('listen')
})

describe('a peer that says nothing', () => {
  const state4 = ['http', 'tls', 'smb', 'dns'].map((name) => asked(name))
  const next = (asked: readonly Asked[]): string[] =>
    furtherQuestions(state({ asked })).map((question) => askedName(question, false))

  test('is listened to once the likeliest have been asked, as it may greet late', () => {
    expect(next(state4)[0]).toBe('listen')
    expect(next([...state4, asked('ldap', undefined)])[0]).toBe('listen')
    expect(next(state4.slice(0, 3))).not.toContain('listen')
    expect(next([...state4, asked('listen')])).not.toContain('listen')
  })

  test('is not, where it has reacted to anything', () => {
    for (const reaction of ['data', 'close', 'reset'] as const)
      expect(next([...state4, asked('ldap', reaction)])).not.toContain('listen')
  })
})

describe('bounds', () => {
  test('intensity 0 asks only the usual services of the port', () => {
    expect(wave({ intensity: 0 })).toEqual([])
    expect(wave({ intensity: 0, port: 6379 })).toEqual(['redis'])
  })

  test('tls: false never plans a handshake', () => {
    expect(wave({ tls: false })).toEqual(['http'])
    expect(wave({ tls: false, port: 443 })).toEqual(['http'])
  })

  const reaction = fc.constantFrom<Reaction>('data', 'close', 'reset', 'silence')

  test('property: ends on every port, asks nothing twice, and nothing at all of ports that must not hear anything', () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.boolean(),
        fc.nat(9),
        fc.boolean(),
        reaction,
        (port, tls, intensity, inside, react) => {
          const done: Asked[] = []
          const names: string[] = []
          for (let round = 0; ; round++) {
            const questions = next(state({ port, tls, intensity, insideTls: inside, asked: done }))
            if (questions.length === 0) break
            expect(questions.length).toBeLessThanOrEqual(WAVE)
            expect(round).toBeLessThan(commonServices.length)
            for (const question of questions) {
              const name = askedName(question, inside)
              if (isUntouchable(port)) expect(name).toBe('listen')
              if (!tls && !inside) expect(question.tls).toBe(false)
              names.push(name)
              done.push({ name, tls: inside, reaction: react })
            }
          }
          expect(new Set(names).size).toBe(names.length)
        },
      ),
    )
  })
})
