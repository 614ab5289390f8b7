import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { checkTargets } from '../../../src/targets/check-targets.ts'
import { countTargets } from '../../../src/targets/count-targets.ts'
import { expandTargets } from '../../../src/targets/expand-targets.ts'
import { parseAddressSet } from '../../../src/targets/parse-address-set.ts'
import { parsePorts } from '../../../src/targets/parse-ports.ts'

const ports = parsePorts('22,80')

describe('countTargets', () => {
  test.each([
    ['192.0.2.0/24', 256n, 0, 512n, true],
    ['192.0.2.0/24 192.0.2.7', 256n, 0, 512n, true],
    ['192.0.2.0/24 192.0.2.7:443', 257n, 0, 513n, true],
    ['0.0.0.0/0', 2n ** 32n - 2n ** 29n - 1n, 0, 2n * (2n ** 32n - 2n ** 29n - 1n), true],
    ['2001:db8::/64', 2n ** 64n, 0, 2n ** 65n, true],
    ['10.0-3.1,7.*', 2048n, 0, 4096n, true],
    ['*.*.*.1', 2n ** 24n, 0, 2n ** 25n, false],
    ['*.*.1.1', 2n ** 16n - 2n ** 13n, 0, 2n * (2n ** 16n - 2n ** 13n), true],
    ['host.example 192.0.2.1', 1n, 1, 4n, false],
    ['host.example/28', 0n, 1, 32n, false],
    ['fe80::1%a fe80::1%b', 2n, 0, 4n, true],
  ])('%s', (targets, addresses, names, endpoints, exact) => {
    expect(countTargets(targets, ports)).toEqual({ addresses, names, endpoints, exact })
  })

  test('takes exclusions off', () => {
    const exclude = parseAddressSet('192.0.2.0/25')
    const excludePorts = parsePorts('80')
    expect(countTargets('192.0.2.0/24', ports, { exclude, excludePorts })).toMatchObject({
      addresses: 128n,
      endpoints: 128n,
    })
  })

  test('does not touch an iterable', () => {
    const source = {
      [Symbol.iterator](): Iterator<string> {
        throw new Error('touched')
      },
    }
    expect(countTargets(source, ports)).toMatchObject({ addresses: 0n, exact: false })
    expect(() => checkTargets(source)).not.toThrow()
  })

  test('counts what the expansion gives', async () => {
    const near = fc.nat({ max: 60 })
    const target = fc.tuple(near, near).map(([a, b]) => `10.0.0.${Math.min(a, b)}-${Math.max(a, b)}`)
    await fc.assert(
      fc.asyncProperty(fc.array(target, { minLength: 1 }), fc.array(target), async (targets, excluded) => {
        const exclude = parseAddressSet(excluded)
        const hosts = await collect(expandTargets({ exclude })(targets))
        const given = hosts.filter((item) => item.kind === 'address').length
        expect(countTargets(targets, ports, { exclude }).addresses).toBe(BigInt(given))
      }),
    )
  })
})
