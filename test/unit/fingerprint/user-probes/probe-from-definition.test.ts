import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPatternEngine } from '../../../../src/fingerprint/linear-engine.ts'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { HelloContext } from '../../../../src/fingerprint/service-probe.ts'
import { checkedEngine } from '../../../../src/fingerprint/text-pattern.ts'
import type {
  MatchDefinition,
  ProbeDefinition,
} from '../../../../src/fingerprint/user-probes/probe-definition.ts'
import { probeFromDefinition } from '../../../../src/fingerprint/user-probes/probe-from-definition.ts'

const linear = await loadPatternEngine()
const context: HelloContext = { address: '127.0.0.1', port: 7, tls: false, random: Math.random }

const acme: ProbeDefinition = {
  name: 'acme',
  ports: [7070],
  send: 'VERSION\\r\\n',
  matches: [
    {
      pattern: '^ACME (\\S+) on (\\S+)(?: \\((.*)\\))?',
      product: 'ACME daemon',
      version: '$1',
      hostname: '$2',
      info: 'build $3',
      cpe: 'cpe:2.3:a:acme:daemon:$1:*:*:*:*:*:*:*',
    },
    { pattern: '^ACME\\b', product: 'ACME daemon', confidence: 'structured' },
  ],
}

test('what the file says becomes a probe', () => {
  const probe = probeFromDefinition(acme, linear, 'acme.yaml')
  expect(probe).toMatchObject({ name: 'acme', ports: [7070], rarity: 2 })
  expect(Buffer.from(probe.hello!(context)).toString()).toBe('VERSION\r\n')
  const answer = Buffer.from('ACME 2.1+b on db.example (x86)\r\n')
  expect(recognize(answer, { transport: 'tcp', probe: 'acme' }, [probe])).toMatchObject({
    name: 'acme',
    product: 'ACME daemon',
    version: '2.1+b',
    hostname: 'db.example',
    info: 'build x86',
    cpe: ['cpe:2.3:a:acme:daemon:2.1\\+b:*:*:*:*:*:*:*'],
    confidence: 'pattern',
    evidence: 'pattern of acme',
  })
})

test('a field whose group did not take part is left out; the first match that fits counts', () => {
  const probe = probeFromDefinition(acme, linear, 'acme.yaml')
  const service = recognize(Buffer.from('ACME 2 on a'), { transport: 'tcp' }, [probe])
  expect(service).toMatchObject({ product: 'ACME daemon', version: '2', confidence: 'pattern' })
  expect(service).not.toHaveProperty('info')
  expect(recognize(Buffer.from('ACME'), { transport: 'tcp' }, [probe])).toMatchObject({
    product: 'ACME daemon',
    confidence: 'structured',
  })
})

test('a CPE 2.2 URI becomes a CPE 2.3 name', () => {
  const matches = [{ pattern: '^ACME (\\S+)', cpe: 'cpe:/a:acme:daemon:$1' }]
  const probe = probeFromDefinition({ ...acme, matches }, linear, 'acme.yaml')
  expect(recognize(Buffer.from('ACME 2.1+b'), { transport: 'tcp' }, [probe])?.cpe).toEqual([
    'cpe:2.3:a:acme:daemon:2.1\\+b:*:*:*:*:*:*:*',
  ])
})

test('a probe without words listens; one for UDP sends datagrams', () => {
  const { send: _, ...silent } = acme
  expect(probeFromDefinition(silent, linear, 'x')).toMatchObject({ serverFirst: true })
  const udp = probeFromDefinition({ ...acme, ports: [], udpPorts: [7070] }, linear, 'x')
  expect(udp.hello).toBeUndefined()
  expect(udp.datagrams).toHaveLength(1)
  const both = probeFromDefinition({ ...acme, udpPorts: [7070] }, linear, 'x')
  expect(both.hello).toBeDefined()
  expect(both.datagrams).toHaveLength(1)
})

test.each<[Partial<ProbeDefinition>, string]>([
  [{ send: '\\q' }, "acme.yaml: probe 'acme': send: '\\q' is no escape"],
  [{ udpPorts: [7], send: undefined as never }, 'udpPorts: expected send with them'],
  [
    { matches: [{ pattern: '(a+)+$' }] },
    "probe 'acme', match 1: pattern /(a+)+$/ is refused: it has a repeat without a bound",
  ],
  [
    { matches: [{ pattern: 'a', version: '$1' }] },
    'version: $1 names a group that the pattern does not have; it has 0',
  ],
  [{ matches: [{ pattern: 'a', cpe: ['cpe:/a:b:$2'] }] }, 'cpe: $2 names a group'],
])('%j is refused', (change, message) => {
  const build = (): unknown => probeFromDefinition({ ...acme, ...change }, checkedEngine, 'acme.yaml')
  const simple = { ...acme, matches: [{ pattern: 'a' }] }
  expect(() => probeFromDefinition({ ...simple, ...change }, checkedEngine, 'acme.yaml')).toThrow(message)
  expect(build).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
})

test('what to do about a pattern depends on the engine', () => {
  const slow = { ...acme, matches: [{ pattern: 'a*' }] }
  expect(() => probeFromDefinition(slow, checkedEngine, 'x')).toThrow('npm install re2js')
  const ahead = { ...acme, matches: [{ pattern: '(?=a)b' }] }
  expect(() => probeFromDefinition(ahead, linear, 'x')).toThrow('without look-around')
})

test('a pattern sees 4,096 bytes, a field keeps at most 256 characters', () => {
  const match: MatchDefinition = { pattern: '(a+)', version: '$1', info: 'x$1' }
  const probe = probeFromDefinition({ ...acme, matches: [match] }, linear, 'x')
  const found = recognize(Buffer.alloc(16_384, 'a'), { transport: 'tcp' }, [probe])
  expect(found?.version).toHaveLength(256)
  expect(recognize(Buffer.from(`${'b'.repeat(4096)}a`), { transport: 'tcp' }, [probe])).toBeUndefined()
})

test('no bytes make it throw, and no field carries a control character', () => {
  const match: MatchDefinition = { pattern: '^(.*)$', flags: 's', product: '$1', cpe: 'cpe:2.3:a:b:$1' }
  const probe = probeFromDefinition({ ...acme, matches: [...acme.matches, match] }, linear, 'x')
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (bytes) => {
      const { product = '', cpe = [] } = recognize(bytes, { transport: 'tcp' }, [probe]) ?? {}
      expect(`${product}${cpe.join('')}`).not.toMatch(/[\0-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
    }),
  )
})
