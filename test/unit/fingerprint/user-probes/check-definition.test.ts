import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ScanError } from '../../../../src/model/errors.ts'
import { checkDefinitions } from '../../../../src/fingerprint/user-probes/check-definition.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../../../schema/service-probes.schema.json', import.meta.url), 'utf8'),
) as object
const fits = new Ajv({ allErrors: true }).compile(schema)

const match = { pattern: '^ACME' }
const probe = { name: 'acme', matches: [match] }
const full = {
  name: 'acme-2',
  ports: [1, 65_535],
  tlsPorts: [],
  udpPorts: [7],
  rarity: 9,
  send: { hex: '00' },
  matches: [
    {
      pattern: '(a)',
      flags: 'im',
      product: '$1',
      vendor: 'v',
      version: '1',
      info: 'i',
      hostname: 'h',
      os: 'o',
      device: 'd',
      cpe: ['cpe:/a:b:c', 'cpe:2.3:o:b:c:*:*:*:*:*:*:*:*'],
      confidence: 'structured',
    },
  ],
}

test.each([[probe], [[probe, full]], [{ probes: [full] }], [{ $schema: 'x', probes: [probe] }]])(
  'it is taken: %#',
  (value) => {
    expect(checkDefinitions(value, 'x.json').length).toBeGreaterThan(0)
    expect(fits(value), JSON.stringify(fits.errors)).toBe(true)
  },
)

test.each([
  [{ ...probe, port: [7] }, "x.json: probe 'acme': unknown key 'port'; did you mean 'ports'?"],
  [{ probes: [probe], zzzzzzz: 1 }, "x.json: unknown key 'zzzzzzz'; expected $schema, probes"],
  [{ ...probe, name: 'A B' }, 'x.json: probe 1: name: expected lower-case letters, digits and hyphens'],
  [
    { ...probe, ports: [0] },
    "probe 'acme': ports: expected a list of ports from 1 to 65535, such as [7070], but got [ 0 ]",
  ],
  [{ ...probe, rarity: 10 }, 'rarity: expected a whole number from 1 to 9, but got 10'],
  [{ ...probe, send: { hex: '00', text: '' } }, 'send: expected a text'],
  [{ ...probe, matches: [] }, 'matches: expected a list of 1 to 200 matches, but got []'],
  [
    { probes: [{ ...probe, matches: undefined }] },
    'matches: expected a list of 1 to 200 matches, but got undefined',
  ],
  [{ ...probe, matches: [match, { patern: 'x' }] }, "match 2: unknown key 'patern'; did you mean 'pattern'?"],
  [{ ...probe, matches: [{ pattern: 'x', flags: 'g' }] }, 'flags: expected some of i, m and s'],
  [{ ...probe, matches: [{ ...match, product: '' }] }, 'product: expected a text of 1 to 512 characters'],
  [{ ...probe, matches: [{ ...match, cpe: 'cpe:2.3:a:acme:daemon:$1' }] }, 'cpe: expected'],
  [{ ...probe, matches: [{ ...match, cpe: 'acme' }] }, "cpe: expected 'cpe:2.3:' with all eleven attributes"],
  [
    { ...probe, matches: [{ ...match, confidence: 'verified' }] },
    "confidence: expected 'pattern' or 'structured'",
  ],
  [{ ...probe, matches: ['^ACME'] }, 'match 1: expected an object with pattern, flags,'],
  ['probes', "x.json: expected { probes: […] } or a list of probes, but got 'probes'"],
  [[], 'probes: expected a list of 1 to 500 probes, but got []'],
  [null, 'but got null'],
])('it is refused: %#', (value, message) => {
  const check = (): unknown => checkDefinitions(value, 'x.json')
  expect(check).toThrow(ScanError)
  expect(check).toThrow(message)
  expect(fits(JSON.parse(JSON.stringify(value)))).toBe(false)
})

test.each(['acme.json', 'acme.yaml'])('the example %s fits the schema', (name) => {
  const text = readFileSync(new URL(`../../../../examples/extending/${name}`, import.meta.url), 'utf8')
  const value: unknown = parse(text)
  expect(fits(value), JSON.stringify(fits.errors)).toBe(true)
  expect(checkDefinitions(value, name)).toHaveLength(1)
})

test('the schema and the check agree on whatever comes', () => {
  const value = fc.oneof(
    fc.constant(undefined),
    fc.string(),
    fc.integer({ max: 70_000 }),
    fc.array(fc.integer()),
    fc.constant({ hex: '00' }),
  )
  const keys = (known: object, base: object): fc.Arbitrary<unknown> =>
    fc
      .dictionary(fc.oneof(fc.constantFrom(...Object.keys(known)), fc.string({ maxLength: 4 })), value, {
        maxKeys: 3,
      })
      .map((more) => JSON.parse(JSON.stringify({ ...base, ...more })) as unknown)
  const matches = fc.array(keys(full.matches[0]!, match), { maxLength: 2 })
  const probes = fc
    .tuple(keys(full, probe), matches)
    .map(([one, matches]) => ({ ...(one as object), matches }))
  fc.assert(
    fc.property(fc.oneof(probes, fc.array(probes, { maxLength: 2 }), keys({ probes: [] }, {})), (value) => {
      expect(accepted(value)).toBe(fits(value))
    }),
    { numRuns: 500 },
  )
})

test('whatever comes, it is a ScanError with its code', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      try {
        checkDefinitions(value, 'x.json')
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OPTION' })
      }
    }),
  )
})

function accepted(value: unknown): boolean {
  try {
    checkDefinitions(value, 'x.json')
    return true
  } catch {
    return false
  }
}
