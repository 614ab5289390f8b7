import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHosts } from '../../../../../src/integrations/server/scope/read-hosts.ts'
import { createScope } from '../../../../../src/integrations/server/scope/scope.ts'

const internet = createScope({ allow: ['0.0.0.0/0', '::/0'], deny: ['9.9.9.9'], own: [], allowOwn: false })

test('names, addresses and ranges, each once and written in one way', async () => {
  const texts = ['Host.Example', '9.9.9.0/30', '9.9.9.2', '2620:FE:0::9', '[2620:fe::9]', '::ffff:8.8.8.8']
  expect(await readHosts(texts, internet, 10)).toEqual({
    hosts: ['host.example', '9.9.9.0', '9.9.9.1', '9.9.9.2', '9.9.9.3', '2620:fe::9', '8.8.8.8'],
    bad: [],
  })
})

test.each([
  ['', 'invalid'],
  ['a b', 'invalid'],
  ['host.example:443', 'invalid'],
  ['[2620:fe::9]:443', 'invalid'],
  ['host.example/28', 'invalid'],
  ['@hosts.txt', 'invalid'],
  ['http://host.example', 'invalid'],
  ['-sV', 'invalid'],
  ['127.1', 'invalid'],
  ['0x7f000001', 'invalid'],
  ['2130706433', 'invalid'],
  ['0177.0.0.1', 'invalid'],
  ['１２７.0.0.1', 'invalid'],
  ["'; drop table scans; --", 'invalid'],
  ['9.9.9.0/24', 'too-many'],
  ['0.0.0.0/0', 'too-many'],
  ['*.*.*.*', 'too-many'],
  ['::/0', 'too-many'],
  ['224.0.0.0/4', 'out-of-scope'],
  ['ff00::/8', 'out-of-scope'],
  ['0.0.0.0', 'out-of-scope'],
  ['9.9.9.8/30', 'denied'],
  ['10.0.0.1', 'special'],
  ['localhost', 'special'],
])('%j is %s', async (text, code) => {
  const { hosts, bad } = await readHosts(['host.example', text], internet, 100)
  expect(bad).toMatchObject([{ host: text, code }])
  expect(bad[0]!.message).not.toBe('')
  expect(hosts).toEqual(['host.example'])
})

test('every bad one is told, and too many together too', async () => {
  const { bad } = await readHosts(['10.0.0.1', '127.1', 'host.example', '127.0.0.1'], internet, 10)
  expect(bad.map(({ host }) => host)).toEqual(['10.0.0.1', '127.1', '127.0.0.1'])
  const many = await readHosts(['9.9.8.0/29', '9.9.8.8/29', '9.9.8.16/29'], internet, 10)
  expect(many.bad).toMatchObject([{ host: '9.9.8.8/29', code: 'too-many' }])
})

const blocked = fc.oneof(
  ...[
    [0x7f00_0000, 24],
    [0x0a00_0000, 24],
    [0xac10_0000, 20],
    [0xc0a8_0000, 16],
    [0xa9fe_a9fe, 0],
    [0x6440_0000, 22],
    [0, 24],
  ].map(([base, bits]) => fc.integer({ min: 0, max: 2 ** bits! - 1 }).map((rest) => base! + rest)),
)

const quad = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
const hex = (value: number): string =>
  [value >>> 16, value & 0xffff].map((word) => word.toString(16)).join(':')

/** Ways to write an IPv4 address, those that only some programs read among them. */
const spellings: readonly ((value: number, odd: number) => string)[] = [
  (value) => quad(value).join('.'),
  (value) => String(value),
  (value) => `0x${value.toString(16)}`,
  (value) => `0${value.toString(8)}`,
  (value) =>
    quad(value)
      .map((octet) => `0${octet.toString(8)}`)
      .join('.'),
  (value) =>
    quad(value)
      .map((octet) => `0x${octet.toString(16)}`)
      .join('.'),
  (value, odd) =>
    quad(value)
      .map((octet, at) => (at === odd % 4 ? `0x${octet.toString(16)}` : octet))
      .join('.'),
  (value, odd) =>
    quad(value)
      .map((octet) => String(octet).padStart(2 + (odd % 4), '0'))
      .join('.'),
  (value) => `${quad(value)[0]}.${value & 0xff_ffff}`,
  (value) => `${quad(value).slice(0, 2).join('.')}.${value & 0xffff}`,
  (value) => `${quad(value).join('.')}.`,
  (value) => quad(value).join('。'),
  (value) => quad(value).join('．'),
  (value) =>
    [...quad(value).join('.')]
      .map((sign) => (sign === '.' ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
      .join(''),
  (value) =>
    [...quad(value).join('.')]
      .map((sign) => (/[1-9]/.test(sign) ? String.fromCharCode(0x2460 + Number(sign) - 1) : sign))
      .join(''),
  (value) => `${quad(value).join('.')}/32`,
  (value, odd) => `${quad(value).join('.')}/${24 + (odd % 8)}`,
  (value) => `${quad(value).slice(0, 3).join('.')}.*`,
  (value) => `${quad(value).slice(0, 3).join('.')}.0-255`,
  (value) => `::ffff:${quad(value).join('.')}`,
  (value) => `::ffff:${hex(value)}`,
  (value) => `0:0:0:0:0:FFFF:${hex(value).toUpperCase()}`,
  (value) => `[::ffff:${hex(value)}]`,
  (value) => `::${quad(value).join('.')}`,
  (value) => `::${hex(value)}`,
  (value) => `::ffff:0:${quad(value).join('.')}`,
  (value) => `64:ff9b::${quad(value).join('.')}`,
  (value) => `0064:ff9b::${hex(value)}`,
  (value) => `64:ff9b:1::${hex(value)}`,
  (value, odd) => `2002:${hex(value)}::${(odd & 0xffff).toString(16)}`,
  (value, odd) => `2001:0:${hex(odd >>> 0)}:0:0:${hex(~value >>> 0)}`,
  (value) => `::ffff:${quad(value).join('.')}%eth0`,
  (value) => `${quad(value).join('.')}:80`,
  (value) => `http://${quad(value).join('.')}/`,
  (value) => `user@${quad(value).join('.')}`,
  (value) => `${quad(value).join('.')}#`,
  (value) => `${quad(value).join('.')}\u0000`,
  (value) => ` ${quad(value).join('.')}`,
  (value) => `${quad(value).join('.')}%00`,
  (value) => quad(value).join('%2e'),
  (value) => `${quad(value).join('.')}-${quad(value).join('.')}`,
  (value) => quad(value).join('.\u200b'),
  (value) => `\u202e${quad(value).join('.')}`,
]

test('of 10,000 spellings of blocked addresses none gets through', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(
      blocked,
      fc.integer({ min: 0, max: 0x7fff_ffff }),
      fc.nat(spellings.length - 1),
      async (value, odd, which) => {
        tried++
        const text = spellings[which]!(value, odd)
        const { hosts, bad } = await readHosts([text], internet, 256)
        expect({ text, hosts }).toEqual({ text, hosts: [] })
        expect(bad).toHaveLength(1)
      },
    ),
    { numRuns: 10_000 },
  )
  expect(tried).toBeGreaterThanOrEqual(10_000)
})

test('any text is read or refused, and what is read is permitted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
      async (texts) => {
        const { hosts, bad } = await readHosts(texts, internet, 64)
        for (const host of hosts) {
          if (/^[\d.]+$|:/.test(host)) expect(internet.permits(host)).toBe(true)
        }
        expect(bad.every(({ host }) => texts.includes(host))).toBe(true)
      },
    ),
  )
})
