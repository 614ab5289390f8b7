import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import type { PortSpec } from '../../../src/model/target.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { parsePorts, subtractPorts } from '../../../src/targets/parse-ports.ts'
import { processorTime } from '../../support/processor-time.ts'

function read(spec: PortSpec): number[] {
  return [...parsePorts(spec).tcp]
}

function failure(spec: unknown): ScanError {
  try {
    parsePorts(spec as PortSpec)
  } catch (error) {
    if (error instanceof ScanError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(spec)} was taken`)
}

const port = fc.integer({ min: 1, max: 65_535 })

describe('parsePorts', () => {
  test.each<[PortSpec, string]>([
    ['22', '22'],
    [443, '443'],
    ['1-1024', '1-1024'],
    ['-', '1-65535'],
    ['65530-', '65530-65535'],
    ['-3', '1-3'],
    [' 80 , 22,\t443 ', '22,80,443'],
    ['80,80,79-81', '79-81'],
    ['http', '80'],
    ['HTTPS', '443'],
    ['smb', '139,445'],
    ['T:22,t:80', '22,80'],
    ['!25,20-30', '20-24,26-30'],
    ['20-30,!25,25', '20-24,26-30'],
    ['1-100,!T:2-99', '1,100'],
    [[22, '80', '443,8443', '!80'], '22,443,8443'],
    ['mail', '25,110,143,465,587,993,995,2525,4190'],
    ['imap,imap?', '143,220,993'],
    ['U:53,161,T:80', '80,U:53,161'],
    ['U:53', 'U:53'],
    ['22,u:161,162,T:443', '22,443,U:161-162'],
    ['U:domain,ntp', 'U:53,123'],
    ['U:10-20,!15', 'U:10-14,16-20'],
    ['10-12,U:10-12,!U:11,13', '10-12,U:10,12-13'],
    ['10-12,!U:11', '10-12'],
    ['U:10-12,T:!11,12,13', '12-13,U:10-12'],
    [['U:53', 22, '80'], '22,80,U:53'],
    ['U:top-3', 'U:53,123,161'],
  ])('%j is %s', (spec, canonical) => {
    expect(formatPorts(parsePorts(spec))).toBe(canonical)
  })

  test.each<[unknown, number, RegExp]>([
    ['', 0, /empty/],
    ['22,', 3, /empty/],
    ['22,,80', 3, /empty/],
    ['!', 1, /empty/],
    ['0', 0, /outside 1 to 65535/],
    ['22,65536', 3, /outside/],
    ['22,99999999999999999999', 3, /outside/],
    ['80-22', 0, /ends before it starts; write 22-80/],
    ['1-2-3', 0, /neither a port nor a range/],
    ['--', 0, /neither a port nor a range/],
    ['22,htpp', 3, /did you mean 'http'/],
    ['webb', 0, /did you mean 'web'/],
    ['22, U:', 6, /empty/],
    ['T:U:53', 2, /neither a port, a range nor a name/],
    ['U:web', 2, /is a group of TCP ports/],
    ['U:ssh-no-such', 2, /not the name of any UDP port/],
    ['U:top-9999', 2, /outside top-1 to top-/],
    ['U:53,!U:53', 0, /excludes every port/],
    ['top-0', 0, /outside top-1 to top-/],
    ['top-99999', 0, /outside/],
    ['22 80', 0, /neither a port, a range nor a name/],
    ['22;rm', 0, /neither/],
    ['\u001b[31m', 0, /'\\u001b\[31m' is neither/],
    ['!25', 0, /only says which ports to leave out/],
    ['25,!25', 0, /excludes every port/],
  ])('%j is refused at %d', (spec, position, message) => {
    const error = failure(spec)
    expect(error.code).toBe('ERR_OPTION')
    expect(error.message).toMatch(message)
    expect(error.message).toMatch(/a right one: '/)
    expect([error.input, error.position]).toEqual([spec, position])
  })

  test.each([null, undefined, {}, [null], [[22]], true, NaN, 1.5, -1, Infinity, 0])(
    '%j is refused',
    (spec) => {
      expect(failure(spec).code).toBe('ERR_OPTION')
    },
  )

  test.each<[PortSpec, string]>([
    ['53,161', '53,161,U:53,161'],
    ['T:22,U:53', '22,U:53'],
    ['53,T:22', '22,53,U:53'],
    ['10-12,!11', '10,12,U:10,12'],
    ['10-12,!U:11', '10-12,U:10,12'],
    ['web,!-', ''],
    ['ssh', '22,U:22'],
    ['syslog', 'U:514'],
    ['top-1', '443,U:53'],
    [[443], '443,U:443'],
  ])('with udp, %j is %s', (spec, canonical) => {
    if (canonical === '') expect(() => parsePorts(spec, { udp: true })).toThrow(/excludes every port/)
    else expect(formatPorts(parsePorts(spec, { udp: true }))).toBe(canonical)
  })

  test('with udp, a ranking goes on over TCP where that of UDP ends; groups are TCP', () => {
    const top = parsePorts('top-1000', { udp: true })
    expect(top.tcp).toHaveLength(1000)
    expect(top.udp!.length).toBeGreaterThan(250)
    expect(top.udp!.length).toBeLessThan(1000)
    expect(parsePorts('mail', { udp: true })).not.toHaveProperty('udp')
  })

  test('a list of nothing says so', () => {
    expect(failure([]).message).toMatch(/\[\] names no port \(a right one: /)
  })

  test('format and parse are each other’s reverse over both transports', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 })
    fc.assert(
      fc.property(list, list, (tcp, udp) => {
        fc.pre(tcp.length + udp.length > 0)
        const sorted = (ports: number[]): number[] => [...ports].sort((a, b) => a - b)
        const set = { tcp: Uint16Array.from(sorted(tcp)), udp: Uint16Array.from(sorted(udp)) }
        const back = parsePorts(formatPorts(set))
        expect([[...back.tcp], [...(back.udp ?? [])]]).toEqual([sorted(tcp), sorted(udp)])
      }),
    )
  })

  test('format and parse are each other’s reverse', () => {
    fc.assert(
      fc.property(fc.uniqueArray(port, { minLength: 1, maxLength: 60 }), fc.boolean(), (list, dense) => {
        const ports = dense ? [...new Set(list.map((number) => (number % 40) + 1))] : list
        const text = formatPorts(parsePorts(ports))
        expect(read(text)).toEqual([...ports].sort((a, b) => a - b))
        expect(formatPorts(parsePorts(text))).toBe(text)
      }),
    )
  })

  test('ranges and exclusions are set union and difference, in whatever order they stand', () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.nat({ max: 40 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
        const all = [[1, 0, false] as const, ...ranges]
        const has = (number: number, negative: boolean): boolean =>
          all.some(([from, more, out]) => out === negative && from <= number && number <= from + more)
        const expected: number[] = []
        for (let number = 1; number < 400; number++)
          if (has(number, false) && !has(number, true)) expected.push(number)
        const spec = all.map(([from, more, out]) => `${out ? '!' : ''}${from}-${from + more}`).join(',')
        if (expected.length === 0) expect(failure(spec).message).toMatch(/excludes every port/)
        else expect(read(spec)).toEqual(expected)
      }),
    )
  })

  test('any text gives a sorted set or ERR_OPTION, soon', () => {
    const odd = fc
      .array(fc.constantFrom(...'0123456789-,!TU:htp*? \n\u0000'), { maxLength: 40 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(fc.oneof(odd, fc.string()), (text) => {
        let ports: number[]
        try {
          ports = read(text)
        } catch (error) {
          expect(error).toBeInstanceOf(ScanError)
          return
        }
        expect(ports).toEqual([...new Set(ports)].sort((a, b) => a - b))
      }),
    )
  })

  test.each([
    'a'.repeat(1_000_000),
    '1,'.repeat(500_000),
    '*'.repeat(64),
    '*a'.repeat(32),
    '9'.repeat(1_000_000),
  ])('hostile text is refused or read in little time', (text) => {
    const reading = (): void => {
      try {
        read(text)
      } catch (error) {
        expect((error as ScanError).message.length).toBeLessThan(300)
      }
    }
    expect(processorTime(reading)).toBeLessThan(200)
  })
})

test('subtractPorts goes by transport', () => {
  const left = (ports: string, out: string): string =>
    formatPorts(subtractPorts(parsePorts(ports), parsePorts(out)))
  expect(left('22,53,U:53,161', '53')).toBe('22,U:53,161')
  expect(left('22,53,U:53,161', 'U:53')).toBe('22,53,U:161')
  expect(subtractPorts(parsePorts('22,U:53'), parsePorts('U:53'))).not.toHaveProperty('udp')
})

test('subtractPorts leaves the rest, in order', () => {
  expect(formatPorts(subtractPorts(parsePorts('1-10'), parsePorts('3-5,10,99')))).toBe('1-2,6-9')
})
