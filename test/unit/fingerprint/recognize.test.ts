import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestMatch, recognize, serviceOf } from '../../../src/fingerprint/recognize.ts'
import type { Match, ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import { processorTime } from '../../support/processor-time.ts'

const tcp = { transport: 'tcp' as const }
const found = (
  name: string,
  confidence: Match['confidence'] = 'structured',
  more: Partial<Match> = {},
): Match => ({
  name,
  confidence,
  evidence: name,
  ...more,
})
const probe = (name: string, match: Match | undefined, more: Partial<ServiceProbe> = {}): ServiceProbe => ({
  name,
  ports: [],
  rarity: 1,
  matchers: [() => match],
  ...more,
})
const bytes = Uint8Array.of(1)

describe('the best match', () => {
  const best = (probes: ServiceProbe[], context = {}): string | undefined =>
    bestMatch(bytes, { ...tcp, ...context }, probes, () => {})?.name

  test('is the surest', () => {
    expect(
      best([probe('a', found('a', 'pattern')), probe('b', found('b', 'verified')), probe('c', found('c'))]),
    ).toBe('b')
  })

  test('among equals is that of the probe that was asked, then of the port, then the first', () => {
    const probes = [probe('a', found('a')), probe('b', found('b'), { ports: [7] }), probe('c', found('c'))]
    expect(best(probes)).toBe('a')
    expect(best(probes, { port: 7 })).toBe('b')
    expect(best(probes, { port: 7, probe: 'c' })).toBe('c')
  })

  test('counts the ports inside TLS there', () => {
    const probes = [probe('a', found('a')), probe('b', found('b'), { tlsPorts: [7] })]
    expect(best(probes, { port: 7 })).toBe('a')
    expect(best(probes, { port: 7, tls: {} })).toBe('b')
  })

  test('is none for no bytes', () => {
    expect(bestMatch(new Uint8Array(0), tcp, [probe('a', found('a'))], () => {})).toBeUndefined()
  })

  test('sees at most 16 KiB', () => {
    let seen = 0
    const looks = probe('a', undefined, { matchers: [(answer) => void (seen = answer.length)] })
    recognize(new Uint8Array(100_000), tcp, [looks])
    expect(seen).toBe(16_384)
  })

  test('goes on past a matcher that throws, and reports it', () => {
    const failures: string[] = []
    const bad = probe('bad', undefined, {
      matchers: [
        () => {
          throw new Error('bug')
        },
      ],
    })
    const match = bestMatch(bytes, tcp, [bad, probe('a', found('a'))], ({ name }) => failures.push(name))
    expect([match?.name, failures]).toEqual(['a', ['bad']])
    expect(() => recognize(bytes, tcp, [bad])).toThrow('bug')
  })

  test.each([[{}], ['x'], [Promise.resolve(found('a'))], [{ name: 'a', confidence: 'sure' }], [null]])(
    'reports a matcher that gives no match: %j',
    (given) => {
      const bad = probe('bad', undefined, { matchers: [() => given as never] })
      expect(() => recognize(bytes, tcp, [bad])).toThrow(TypeError)
    },
  )
})

describe('a service', () => {
  test('is made of one match and the context, nothing else', () => {
    const match = found('a', 'verified', { product: 'p', wantsTls: true, details: { x: 1 }, cpe: [] })
    expect(serviceOf(match, { ...tcp, probe: 'q', tls: { version: 'TLSv1.2' } })).toEqual({
      name: 'a',
      product: 'p',
      confidence: 'verified',
      evidence: 'a',
      details: { x: 1 },
      probe: 'q',
      tls: { version: 'TLSv1.2' },
    })
  })

  test('has no field longer than 512 characters', () => {
    const service = serviceOf(found('a', 'pattern', { product: 'p'.repeat(9_999), info: 'ok' }), tcp)
    expect(service.product).toHaveLength(512)
    expect(service.info).toBe('ok')
  })

  test('says who spoke first where nobody was asked', () => {
    expect(serviceOf(found('a'), tcp).probe).toBe('listen')
  })
})

describe('what the common services make of usual answers', () => {
  const name = (text: string, context = {}): string | undefined =>
    recognize(Buffer.from(text, 'latin1'), { ...tcp, ...context })?.name

  test.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'ssh'],
    ['HTTP/1.1 200 OK\r\n\r\n', 'http'],
    ['+OK Dovecot ready.\r\n', 'pop3'],
    ['* OK [CAPABILITY IMAP4rev1] ready.\r\n', 'imap'],
    ['220 mail.example ESMTP Postfix\r\n', 'smtp'],
    ['220 (vsFTPd 3.0.3)\r\n', 'ftp'],
  ])('%j is %s', (text, service) => {
    expect(name(text)).toBe(service)
    expect(name(text, { probe: 'http' })).toBe(service)
  })

  test('error texts to a foreign question', () => {
    expect(name("-ERR unknown command 'GET', with args beginning with: '/' \r\n", { probe: 'http' })).toBe(
      'redis',
    )
    expect(name('ERROR\r\n', { probe: 'tls' })).toBe('memcached')
  })

  test('nothing of nothing', () => {
    expect(name('')).toBeUndefined()
    expect(name('\u0000\u0001\u0002')).toBeUndefined()
    expect(name('__proto__')).toBeUndefined()
    expect(name('constructor\r\n')).toBeUndefined()
  })
})

describe('bounds', () => {
  const starts = [
    'SSH-2.0-',
    'HTTP/1.1 200 OK\r\n',
    '220 ',
    '220-',
    '+OK ',
    '* OK ',
    '-ERR ',
    'VERSION ',
    '\u0016\u0003\u0001',
    'E\0\0\0',
    '',
    '+PONG',
    '$5',
  ]
  const answer = fc
    .tuple(fc.constantFrom(...starts), fc.string({ unit: 'binary', maxLength: 300 }))
    .map(([a, b]) => Buffer.from(a + b, 'latin1'))
  const context = fc.record({
    transport: fc.constant('tcp' as const),
    probe: fc.constantFrom('listen', ...commonServices.map((service) => service.name)),
    port: fc.nat(65_535),
    sent: fc.uint8Array({ maxLength: 100 }),
  })

  test('property: never throws, whatever comes as the answer to whatever', () => {
    fc.assert(
      fc.property(fc.oneof(answer, fc.uint8Array({ maxLength: 600 })), context, (bytes, asked) => {
        const service = recognize(bytes, asked)
        if (service === undefined) return
        for (const value of Object.values(service)) {
          if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(512)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  // The goal is 0.05 ms on average; this only notices when it is far off.
  test('an answer is classified in well under a millisecond', () => {
    const answers = starts.map((start) => Buffer.from(start + 'abc def 1.2.3\r\n'.repeat(20), 'latin1'))
    for (const bytes of answers) recognize(bytes, tcp)
    const spent = processorTime(() => {
      for (let round = 0; round < 50; round++) for (const bytes of answers) recognize(bytes, tcp)
    })
    expect(spent / (50 * answers.length)).toBeLessThan(0.5)
  })

  test('16 KiB of anything takes no longer than a blink', () => {
    const attacks = [
      '\r\n',
      '220-x\r\n',
      ' ',
      'a',
      '0.',
      '1.',
      '(',
      '<title',
      '\0',
      '\xff',
      'A: b\r\n',
      '+OK ',
      'SSH-',
      'Server: a/1 ',
    ]
    for (const attack of attacks) {
      for (const start of starts) {
        const bytes = Buffer.from((start + attack.repeat(17_000)).slice(0, 16_384), 'latin1')
        expect(processorTime(() => recognize(bytes, tcp))).toBeLessThan(100)
      }
    }
  })
})

test('what is said over UDP is told by those who speak it, and what is said over TCP by the others', () => {
  const ssdp = Buffer.from('HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: uuid:x\r\nSERVER: x\r\n\r\n')
  expect(recognize(ssdp, { transport: 'udp' })?.name).toBe('ssdp')
  expect(recognize(ssdp, { transport: 'tcp' })?.name).toBe('http')
  expect(recognize(Buffer.from('SSH-2.0-x\r\n'), { transport: 'udp' })).toBeUndefined()
})
