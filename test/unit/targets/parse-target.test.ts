import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import type { TargetInput } from '../../../src/model/target.ts'
import { formatRange } from '../../../src/net/address-range.ts'
import { patternSize } from '../../../src/targets/octet-pattern.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { parseTargets } from '../../../src/targets/parse-target.ts'
import { processorTime } from '../../support/processor-time.ts'

/** Each target in one line of text: what it means, and its ports. */
function read(input: TargetInput): string[] {
  return parseTargets(input).map((target) => {
    const ports = target.ports === undefined ? '' : ` ports ${formatPorts(target.ports)}`
    if (target.kind === 'name')
      return `name ${target.name}${target.prefix === undefined ? '' : `/${target.prefix}`}${ports}`
    if (target.kind === 'range') return `${formatRange(target.range)}${ports}`
    return `pattern of ${patternSize(target.pattern)}${ports}`
  })
}

function failure(input: unknown): ScanError {
  try {
    parseTargets(input as TargetInput)
  } catch (error) {
    if (error instanceof ScanError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(input)} was taken`)
}

describe('what targets may be', () => {
  test.each<[TargetInput, string[]]>([
    ['192.0.2.1', ['192.0.2.1']],
    ['10.0.0.5/24', ['10.0.0.0-10.0.0.255']],
    ['192.0.2.7/32', ['192.0.2.7']],
    ['1.2.3.4/0', ['0.0.0.0-255.255.255.255']],
    ['192.0.2.1-192.0.2.9', ['192.0.2.1-192.0.2.9']],
    ['192.0.2.1-20', ['pattern of 20']],
    ['10.0-3.1,7.*', ['pattern of 2048']],
    ['*.*.*.*', ['pattern of 4294967296']],
    ['2001:DB8::1', ['2001:db8::1']],
    ['2001:db8::5/120', ['2001:db8::-2001:db8::ff']],
    ['2001:db8::1-2001:db8::9', ['2001:db8::1-2001:db8::9']],
    ['::/0', ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['fe80::1%eth0', ['fe80::1%eth0']],
    ['fe80::1%br-lan', ['fe80::1%br-lan']],
    ['fe80::%eth0/126', ['fe80::%eth0-fe80::3%eth0']],
    ['fe80::1-fe80::9%br-lan', ['fe80::1%br-lan-fe80::9%br-lan']],
    ['::ffff:192.0.2.1', ['192.0.2.1']],
    ['::ffff:192.0.2.0/120', ['192.0.2.0-192.0.2.255']],
    ['[2001:db8::1]', ['2001:db8::1']],
    ['[2001:db8::1]:22,80', ['2001:db8::1 ports 22,80']],
    ['[2001:db8::/120]:443', ['2001:db8::-2001:db8::ff ports 443']],
    ['192.0.2.1:80', ['192.0.2.1 ports 80']],
    ['192.0.2.0/24:1-3,!2', ['192.0.2.0-192.0.2.255 ports 1,3']],
    ['host.example', ['name host.example']],
    ['Host.Example.', ['name host.example.']],
    ['_dmarc.under_score.example', ['name _dmarc.under_score.example']],
    ['1.example', ['name 1.example']],
    ['localhost:http', ['name localhost ports 80']],
    ['host.example:T:22', ['name host.example ports 22']],
    ['host.example/28', ['name host.example/28']],
    ['host.example/120:22', ['name host.example/120 ports 22']],
    ['bücher.example', ['name xn--bcher-kva.example']],
    ['  192.0.2.1\n\thost.example  192.0.2.2:22 ', ['192.0.2.1', 'name host.example', '192.0.2.2 ports 22']],
    [{ host: '192.0.2.1', ports: 'ssh' }, ['192.0.2.1 ports 22']],
    [{ host: '192.0.2.1 192.0.2.2', ports: [80, 443] }, ['192.0.2.1 ports 80,443', '192.0.2.2 ports 80,443']],
  ])('%j', (input, meaning) => {
    expect(read(input)).toEqual(meaning)
  })

  test('the text of each target and the tag come along', () => {
    expect(parseTargets({ host: 'a.example 192.0.2.1:22', tag: 'lab' })).toMatchObject([
      { text: 'a.example', tag: 'lab' },
      { text: '192.0.2.1:22', tag: 'lab' },
    ])
  })
})

describe('what is refused', () => {
  test.each<[string, number, RegExp]>([
    ['', 0, /is empty/],
    [' \n', 0, /is empty/],
    ['010.1.1.1', 0, /leading zero, which some programs read as octal/],
    ['1.02.3.4', 2, /leading zero/],
    ['0x7f.1', 0, /ends in a number/],
    ['0x7f000001', 0, /ends in a number/],
    ['a.0x1.', 0, /ends in a number/],
    ['2130706433', 0, /1 octet where IPv4 has four; a port is written after its host/],
    ['1.2.3', 0, /3 octets/],
    ['127.1', 0, /2 octets/],
    ['10.0.0.300', 7, /octet above 255/],
    ['10.0.0.9-3', 7, /ends before it starts/],
    ['10.0.0.1-', 7, /no number or range/],
    ['10.0.0.', 7, /no number or range/],
    ['192.0.2.1,192.0.2.2', 0, /blanks, not commas, separate targets/],
    ['192.0.2.9-192.0.2.1', 0, /ends before it starts/],
    ['192.0.2.0/33', 10, /prefix length that is not 0 to 32/],
    ['192.0.2.0/032', 10, /prefix length/],
    ['192.0.2.0/', 10, /prefix length/],
    ['1.2.3/8', 0, /no IPv4 address/],
    ['2001:db8::/129', 11, /prefix length that is not 0 to 128/],
    ['2001:db8::9-2001:db8::1', 0, /ends before it starts/],
    ['2001:db8:::1', 0, /no IPv6 address/],
    ['fe80::1', 0, /link-local and needs a zone.*fe80::1%eth0/],
    ['fe80::/64', 0, /needs a zone/],
    ['fe80::1%a-fe80::2%b', 0, /one zone to another/],
    ['[2001:db8::1', 0, /bracket without its end/],
    ['[2001:db8::1]80', 0, /bracket/],
    ['[192.0.2.1]:80', 1, /no IPv6 address/],
    ['[2001:db8::1]:', 14, /empty where a port/],
    ['host.example:', 13, /empty where a port/],
    ['host.example:0', 13, /outside 1 to 65535/],
    ['192.0.2.1:22,65536', 13, /outside/],
    ['ok.example bad..example', 15, /empty label/],
    ['-bad.example', 0, /looks like an option/],
    ['bad-.example', 0, /hyphen at its end/],
    [`${'a'.repeat(64)}.example`, 0, /more than 63/],
    [`${'a.'.repeat(130)}example`, 0, /longer than 253/],
    ['host.example;rm', 5, /neither an address, a range nor a host name/],
    ['$(id)', 0, /neither/],
    ['a\u0000b', 0, /neither/],
    ['host.example/8', 13, /neither 16 to 32/],
    ['host.example/64', 13, /112 to 128/],
    ['１２７.０.０.１', 0, /unusual characters/],
    ['a\u202eb.example', 0, /no host name/],
    ['@hosts.txt', 0, /looks like a file; text never opens one, targetsFromFile/],
    ['/etc/passwd', 0, /looks like a file/],
    ['./hosts', 0, /looks like a file/],
    ['-', 0, /standard input.*targetsFromStream/],
    ['-iL /etc/passwd', 0, /option of a command/],
    ['if:eth0', 0, /localInterface/],
    ['https://host.example/', 0, /is a URL/],
  ])('%j at %d (H45)', (input, position, message) => {
    const error = failure(input)
    expect(error.code).toBe('ERR_TARGET')
    expect(error.message).toMatch(message)
    expect(error.message).toMatch(/\(a right one: '/)
    expect([error.input, error.position]).toEqual([input, position])
  })

  test.each([
    null,
    undefined,
    5,
    {},
    [],
    { host: 5 },
    { host: '' },
    { host: 'a.example', port: 22 },
    { host: 'a', tag: 1 },
  ])('%j', (input) => {
    expect(failure(input).code).toBe('ERR_TARGET')
  })

  test('ports in the text and beside it', () => {
    expect(failure({ host: '192.0.2.1:22', ports: 80 }).message).toMatch(/twice/)
  })

  test('a message never carries control bytes or megabytes', () => {
    for (const text of ['\u001b[2J', '\u202e\u0007', 'x'.repeat(1_000_000), '\u0085\u2028']) {
      const { message } = failure(text)
      expect(message).toMatch(/^[\u0020-\u007e\u00a0-\u200a\u2010-\u2027\u3000-\uffff]*$/)
      expect(message.length).toBeLessThan(300)
    }
  })

  test.each([
    'a'.repeat(1_000_000),
    '1'.repeat(1_000_000),
    '1.'.repeat(500_000),
    ':'.repeat(1_000_000),
    '-'.repeat(1_000_000),
    'ü'.repeat(1_000_000),
    '[::'.repeat(300_000),
    ' '.repeat(1_000_000),
    `1.2.3.${'1-2,'.repeat(250)}`,
    `fe80::1%${'-::'.repeat(330)}`,
    `${'a-'.repeat(500)}`,
    `1.1.1.1-${'1.1.1.1-'.repeat(100)}`,
  ])('hostile text %#, in little time (H45)', (text) => {
    expect(processorTime(() => failure(text))).toBeLessThan(200)
  })
})

describe('properties', () => {
  test('any text is targets or ERR_TARGET (H45)', () => {
    const odd = fc
      .array(fc.constantFrom(...'0123456789abcdef.:/-*,[]%!@ xT', '10.0.0.1', '::1', 'fe80::1%e'), {
        maxLength: 24,
      })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(fc.oneof(odd, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        try {
          for (const target of parseTargets(text)) {
            if (target.kind === 'name') expect(target.name).toMatch(/^[a-z0-9_.-]{1,254}$/)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ScanError)
          expect((error as ScanError).code).toBe('ERR_TARGET')
          const { position = -1 } = error as ScanError
          expect(position >= 0 && position <= text.length).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
